//! What long work tells of itself: on a terminal's standard error, once it takes over a
//! second, and nowhere else.

use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::page;

/// Work that takes no longer is not worth a word.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line is drawn anew.
const BEAT: Duration = Duration::from_millis(120);
/// Terminals that are narrower have no room for a bar.
const ROOM_FOR_A_BAR: usize = 60;
/// Files that are smaller are read before anybody could look.
const LARGE: u64 = 1 << 23;

/// Work that goes on until this is dropped.
#[derive(Debug, Default)]
pub(crate) struct Progress(Option<Shown>);

#[derive(Debug)]
struct Shown {
    bar: ProgressBar,
    /// Dropped when the work is done, which wakes the watch.
    work: Option<Sender<()>>,
    watch: Option<JoinHandle<()>>,
}

impl Progress {
    /// Work of which nobody knows how much is left.
    pub(crate) fn of(what: &str) -> Self {
        Self::begin(what, ProgressBar::no_length(), "{spinner} {elapsed} {wide_msg}")
    }

    /// A file that is read, by its bytes.
    pub(crate) fn of_bytes(file: &Path, bytes: u64) -> Self {
        if bytes < LARGE {
            return Self::default();
        }
        let name = file.file_name().unwrap_or_default().display();
        let figures = "{bytes} of {total_bytes}, {eta} left, ";
        Self::counted(&format!("reading `{name}`"), bytes, figures)
    }

    /// Pieces of work that are counted.
    pub(crate) fn of_pieces(what: &str, pieces: u64) -> Self {
        Self::counted(what, pieces, "{human_pos} of {human_len}, ")
    }

    fn counted(what: &str, length: u64, figures: &str) -> Self {
        let wide = page::width_of_stderr().is_none_or(|width| width >= ROOM_FOR_A_BAR);
        let form = match wide {
            true => format!("{{bar:20}} {{percent:>3}} % {figures}{{wide_msg}}"),
            false => "{percent:>3} % {wide_msg}".to_owned(),
        };
        Self::begin(what, ProgressBar::new(length), &form)
    }

    fn begin(what: &str, bar: ProgressBar, form: &str) -> Self {
        if !page::shows_progress() {
            return Self::default();
        }
        bar.set_draw_target(ProgressDrawTarget::hidden());
        Self(Some(Shown::new(bar, form, what, ProgressDrawTarget::stderr, PATIENCE)))
    }

    /// So much more is done. Cheap, but nothing for the inside of a loop over rows.
    pub(crate) fn add(&self, more: u64) {
        if let Some(shown) = &self.0 {
            shown.bar.inc(more);
        }
    }
}

impl Shown {
    fn new(
        bar: ProgressBar,
        form: &str,
        what: &str,
        target: impl FnOnce() -> ProgressDrawTarget + Send + 'static,
        patience: Duration,
    ) -> Self {
        // A form that could not be read would only look plainer.
        bar.set_style(
            ProgressStyle::with_template(form)
                .unwrap_or_else(|_| ProgressStyle::default_spinner()),
        );
        // Names of files may hold anything, and a terminal must not be told anything.
        bar.set_message(what.replace(char::is_control, "?"));
        let (work, done) = mpsc::channel::<()>();
        let own = bar.clone();
        let watch = thread::spawn(move || {
            let mut pause = patience;
            let mut target = Some(target);
            while let Err(RecvTimeoutError::Timeout) = done.recv_timeout(pause) {
                if let Some(target) = target.take() {
                    own.set_draw_target(target());
                    pause = BEAT;
                }
                own.tick();
            }
        });
        Self { bar, work: Some(work), watch: Some(watch) }
    }
}

impl Drop for Shown {
    /// Takes the line away, so that what comes next stands in its place.
    fn drop(&mut self) {
        drop(self.work.take());
        // OK because a watch that panicked has only drawn no line.
        let _ = self.watch.take().map(JoinHandle::join);
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use indicatif::{InMemoryTerm, TermLike as _};

    use super::*;

    /// What stands on a terminal, before and after the work is done.
    fn drawn(width: u16, form: &str, patience: Duration) -> (String, String) {
        let term = InMemoryTerm::new(5, width);
        let own = term.clone();
        let target = move || ProgressDrawTarget::term_like(Box::new(own));
        let bar = ProgressBar::with_draw_target(Some(4), ProgressDrawTarget::hidden());
        let shown = Shown::new(bar, form, "reading `a\u{1b}[2J.csv`", target, patience);
        shown.bar.inc(1);
        // The line is drawn by another thread; to wait for it is to wait for a first line.
        while patience.is_zero() && term.contents().is_empty() {
            thread::yield_now();
        }
        let during = term.contents();
        drop(shown);
        assert_eq!(term.width(), width);
        (during, term.contents())
    }

    #[test]
    fn the_line_goes_as_it_came_and_holds_no_escape_of_a_name() {
        let (during, after) = drawn(60, "{percent} % {wide_msg}", Duration::ZERO);
        assert_eq!(during.trim(), "25 % reading `a?[2J.csv`");
        assert_eq!(after, "");
    }

    #[test]
    fn a_narrow_terminal_gets_one_line() {
        let (during, _) = drawn(20, "{percent} % {wide_msg}", Duration::ZERO);
        assert_eq!(during.lines().count(), 1, "{during}");
    }

    #[test]
    fn what_is_done_in_time_draws_nothing() {
        let (during, after) = drawn(60, "{wide_msg}", PATIENCE);
        assert_eq!((during.as_str(), after.as_str()), ("", ""));
    }
}
