//! A row that comes twice is found, in whichever strips and however its numbers are written.

use passmuster::stream::{Header, Strip};
use passmuster::workers::Alone;
use passmuster::{KnownAt, Rulebook, Source};
use proptest::prelude::*;

use super::roster::cases;
use super::stream::batch_of;

const RULES: &str = "
passmuster: 1
directive: { id: order }
in_force: { from: 2021-02-15, through: 2021-02-28 }
rules:
  - id: half
    limit: { count: { status: on-site }, at_most: 50%, of: everyone, per: [unit, day] }
";

const HEADER: &str = "date,unit,person,status\n";

/// A row of a person on a day, by number.
fn line(row: usize, zeros: &str) -> String {
    let (day, person) = (15 + row % 2, row / 2);
    format!("2021-02-{day},u{},{zeros}{person},on-site\n", person % 3)
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_row_that_comes_twice_is_not_counted(
        rows in 2_usize..400,
        cut in 0_usize..100,
        again in prop::option::of(any::<usize>()),
        columns in any::<[bool; 2]>(),
        written_apart in any::<bool>(),
    ) {
        let rulebook = Rulebook::read([Source::new("order.yaml", RULES)]).unwrap();
        let law = rulebook.as_known(KnownAt::Latest);
        let header = Source::new("a.csv", HEADER);
        let header = Header::new(&rulebook.facts(), "attendance", header).unwrap();
        let stream = law.stream(rulebook.facts(), vec![header]);
        let cut = (rows * cut / 100).max(1);
        let again = again.map(|row| row % rows);
        let zeros = if written_apart { "0" } else { "" };
        let first: Vec<String> = (0..cut).map(|row| line(row, "")).collect();
        let second: Vec<String> =
            (cut..rows).chain(again).map(|row| line(row, zeros)).collect();
        let strips: Vec<Strip> = [first, second].iter().zip(columns).map(|(lines, columns)| {
            let mut strip = stream.strip("attendance").unwrap();
            match columns {
                true => strip.take_batch(&batch_of(HEADER, lines), 0..lines.len()),
                false => strip.take(lines.concat().as_bytes()),
            }
            strip
        }).collect();
        let counted = stream.verdicts(&strips, None, &Alone).unwrap();
        // What is written otherwise is somebody else; a number is written in one way.
        let is_apart = written_apart && !columns[1];
        let is_twice = again.is_some_and(|row| row >= cut || !is_apart);
        prop_assert_eq!(counted.is_none(), is_twice);
    }
}
