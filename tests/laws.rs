//! Laws that every judging obeys, whatever the roster: what may be changed without changing
//! a verdict, and which way a verdict may go when it does change.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a roster that cannot be judged fails the test"
)]

mod laws {
    mod arithmetic;
    mod false_laws;
    mod gaps;
    mod moves;
    mod order;
    mod registered;
    mod roster;
    mod runs;
    mod stream;
    mod time;
    mod twice;
}
