//! Who does the work: the library starts no thread, its caller brings them.

/// Does jobs that do not hang on each other, at once or one after the other.
///
/// The library counts and judges in parts that merge, and hands the parts to whoever brings
/// threads. [`Alone`] brings none.
pub trait Workers: Sync {
    /// How many jobs are done at once.
    fn number(&self) -> usize;

    /// Does the jobs `0..jobs`, each once; returns when all are done.
    fn run(&self, jobs: usize, job: &(dyn Fn(usize) + Sync));
}

/// One job after the other, on the thread that asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Alone;

impl Workers for Alone {
    fn number(&self) -> usize {
        1
    }

    fn run(&self, jobs: usize, job: &(dyn Fn(usize) + Sync)) {
        (0..jobs).for_each(job);
    }
}

/// What each of some jobs comes to, in the order of the jobs.
///
/// ```
/// use passmuster::workers::{Alone, each};
///
/// assert_eq!(each(&Alone, 3, |job| job * job), [0, 1, 4]);
/// ```
pub fn each<T: Send>(
    workers: &dyn Workers,
    jobs: usize,
    job: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    use std::sync::Mutex;
    let done: Vec<Mutex<Option<T>>> = (0..jobs).map(|_| Mutex::new(None)).collect();
    workers.run(jobs, &|nth| {
        let result = job(nth);
        if let Some(slot) = done.get(nth)
            && let Ok(mut slot) = slot.lock()
        {
            *slot = Some(result);
        }
    });
    done.into_iter().filter_map(|slot| slot.into_inner().ok().flatten()).collect()
}

/// What each of some inputs comes to, in their order.
pub(crate) fn each_of<I: Send, T: Send>(
    workers: &dyn Workers,
    inputs: Vec<I>,
    job: impl Fn(I) -> T + Sync,
) -> Vec<T> {
    use std::sync::Mutex;
    let inputs: Vec<_> = inputs.into_iter().map(|one| Mutex::new(Some(one))).collect();
    // OK because each job is done once, so that its input is still there.
    let done = each(workers, inputs.len(), |nth| {
        let input = inputs.get(nth)?.lock().ok()?.take()?;
        Some(job(input))
    });
    done.into_iter().flatten().collect()
}
