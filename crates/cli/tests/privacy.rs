//! What reports tell of people: by default their ids and nothing else, under pseudonyms not
//! even those, and in sums nobody. Canaries stand in every personal field and may be in no
//! output of any format, nor in what is said beside it, whether the tables are sound or not.
#![expect(clippy::unwrap_used, reason = "a missing file fails the test")]

mod privacy {
    mod office;
    mod others;
    mod reports;
    mod systems;
}
