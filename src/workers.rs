//! Who does the work: the library starts no thread, its caller brings them.

use std::sync::Mutex;

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
    let inputs: Vec<_> = inputs.into_iter().map(|one| Mutex::new(Some(one))).collect();
    // OK because each job is done once, so that its input is still there.
    let done = each(workers, inputs.len(), |nth| {
        let input = inputs.get(nth)?.lock().ok()?.take()?;
        Some(job(input))
    });
    done.into_iter().flatten().collect()
}

/// As many things as jobs are done at once: a job adds to one that no other is adding to.
pub(crate) struct Lanes<T>(Vec<Mutex<T>>);

impl<T> Lanes<T> {
    /// One thing for each of so many jobs at once.
    pub(crate) fn new(at_once: usize, thing: impl Fn() -> T) -> Self {
        Self((0..at_once).map(|_| Mutex::new(thing())).collect())
    }

    /// Does a job on a thing that is free, in turn.
    pub(crate) fn with(&self, job: usize, work: impl FnOnce(&mut T)) {
        let (before, own) = self.0.split_at(job % self.0.len().max(1));
        let mut in_turn = own.iter().chain(before);
        let free = in_turn.find_map(|thing| thing.try_lock().ok());
        // Nobody waits where no more jobs are done at once than was said.
        let thing = free.or_else(|| own.first().and_then(|thing| thing.lock().ok()));
        if let Some(mut thing) = thing {
            work(&mut thing);
        }
    }

    /// All things, when all jobs are done.
    pub(crate) fn into_all(self) -> impl Iterator<Item = T> {
        self.0.into_iter().filter_map(|thing| thing.into_inner().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::Lanes;

    #[test]
    fn a_job_takes_its_own_thing_or_the_next_that_is_free() {
        let lanes = Lanes::new(2, Vec::new);
        lanes.with(3, |own| {
            own.push(3);
            lanes.with(1, |other| other.push(1));
        });
        lanes.with(0, |own| own.push(0));
        assert_eq!(lanes.into_all().collect::<Vec<_>>(), [vec![1, 0], vec![3]]);
        assert_eq!(Lanes::new(0, || 1).into_all().count(), 0);
    }
}
