//! The threads that the library asks for.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use passmuster::workers::Workers;

/// So many threads, for as long as jobs run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pool(usize);

impl Pool {
    /// As many threads as asked, or as the machine does at once.
    pub(crate) fn new(asked: Option<NonZero<usize>>) -> Self {
        let machine = || thread::available_parallelism().ok();
        Self(asked.or_else(machine).map_or(1, NonZero::get))
    }
}

impl Workers for Pool {
    fn number(&self) -> usize {
        self.0
    }

    fn run(&self, jobs: usize, job: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let nth = next.fetch_add(1, Ordering::Relaxed);
                if nth >= jobs {
                    break;
                }
                job(nth);
            }
        };
        thread::scope(|scope| {
            for _ in 1..self.0.min(jobs) {
                scope.spawn(work);
            }
            work();
        });
    }
}
