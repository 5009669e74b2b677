//! A ledger that is told of one change after the other says at every step what is said of
//! tables into which the changes were written. `LEDGERS` says in how many worlds.
#![expect(
    clippy::disallowed_methods,
    reason = "how many worlds is asked of whoever runs it"
)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the machine's steps are called by a test, but are none by themselves"
)]

use std::cell::Cell as Count;

use passmuster::finding::Reason;
use passmuster::ledger::{Lane, Ledger, Stands, Verdict};
use passmuster::{Outcome, Report};
use passmuster_reference::world::{Edit, Opened, World};
use proptest::prelude::*;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};

thread_local! {
    /// How many rules were kept up to date in each lane, and how many changes were made.
    static LANES: Count<[u64; 6]> = const { Count::new([0; 6]) };
}

/// Tables into which changes are written.
#[derive(Debug)]
struct Tables;

#[derive(Clone)]
struct State {
    seed: u64,
    world: World,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "seed {}", self.seed)
    }
}

impl ReferenceStateMachine for Tables {
    type State = State;
    type Transition = u64;

    fn init_state() -> BoxedStrategy<State> {
        let opened = |seed: u64| {
            // Of the many constructs of a world few are counted, of those of a plain one most.
            let world = match seed % 2 {
                0 => World::of_seed(seed),
                _ => World::plain(seed),
            };
            judged(&world).map(|_| State { seed, world })
        };
        (0..u64::MAX).prop_filter_map("a world that can be judged", opened).boxed()
    }

    fn transitions(_: &State) -> BoxedStrategy<u64> {
        (0..u64::MAX).boxed()
    }

    fn apply(mut state: State, transition: &u64) -> State {
        let edit = state.world.edit(*transition);
        let edited = edit.and_then(|edit| state.world.edited(&edit));
        if let Some(world) = edited.filter(|world| judged(world).is_some()) {
            state.world = world;
        }
        state
    }
}

fn judged(world: &World) -> Option<(Opened, Report)> {
    let opened = world.open().ok()?;
    let law = opened.rulebook.as_known(opened.known_at);
    let report = law.check(&opened.facts, opened.period).ok()?;
    Some((opened, report))
}

/// A ledger, with the world as it was told of last.
#[derive(Debug)]
struct Kept {
    opened: Opened,
    world: World,
    ledger: Ledger,
}

impl StateMachineTest for Kept {
    type SystemUnderTest = Kept;
    type Reference = Tables;

    fn init_test(state: &State) -> Kept {
        let opened = state.world.open().unwrap();
        let law = opened.rulebook.as_known(opened.known_at);
        let ledger = law.open(&opened.facts, opened.period).unwrap();
        for (_, lane) in ledger.lanes() {
            let at = match lane {
                Lane::Counted => 0,
                Lane::Days => 1,
                Lane::Person => 2,
                Lane::Still => 3,
                _ => 4,
            };
            tally(at);
        }
        Kept { opened, world: state.world.clone(), ledger }
    }

    fn apply(mut kept: Kept, after: &State, transition: u64) -> Kept {
        let Some(edit) = kept.world.edit(transition) else { return kept };
        let told = format!("seed {}\n{edit:?}\n{}", after.seed, kept.world.texts());
        kept.make(&edit, &told);
        kept
    }

    fn check_invariants(kept: &Kept, state: &State) {
        let told = || format!("seed {}\n{}", state.seed, kept.world.texts());
        let Some((_, report)) = judged(&kept.world) else { return };
        same(&kept.ledger.verdicts(), &stands(&report), &told());
        let own = kept.ledger.report().unwrap();
        assert_eq!(own.findings, report.findings, "{}", told());
        assert_eq!(own.summary, report.summary, "{}", told());
        let law = kept.opened.rulebook.as_known(kept.opened.known_at);
        let snapshot = kept.ledger.snapshot();
        let restored = law.restore(&kept.opened.facts, &snapshot).unwrap();
        assert_eq!(restored.verdicts(), kept.ledger.verdicts(), "{}", told());
        assert_eq!(restored.snapshot(), snapshot, "{}", told());
    }
}

/// Whether two lists are the same; what only one of them has is shown.
fn same(left: &[Stands], right: &[Stands], told: &str) {
    let only = |one: &[Stands], other: &[Stands]| {
        let own = one.iter().filter(|stands| !other.contains(stands));
        own.map(|stands| format!("{stands:?}\n")).collect::<String>()
    };
    let (left_only, right_only) = (only(left, right), only(right, left));
    assert!(left == right, "ledger:\n{left_only}tables:\n{right_only}{told}");
}

fn tally(at: usize) {
    let mut all = LANES.get();
    all[at] += 1;
    LANES.set(all);
}

fn stands(report: &Report) -> Vec<Stands> {
    let findings = report.findings.iter();
    findings.map(Stands::of).collect()
}

impl Kept {
    fn make(&mut self, edit: &Edit, told: &str) {
        let change = edit.change();
        let edited = self.world.edited(edit);
        let before = self.ledger.verdicts();
        let snapshot = self.ledger.snapshot();
        let expected = self.ledger.what_if(&change);
        assert_eq!(self.ledger.snapshot(), snapshot, "asking leaves no trace: {told}");
        let effect = self.ledger.apply(&change);
        assert_eq!(effect, expected, "{told}");
        let next =
            edited.filter(|world| world.is_without_rows() || judged(world).is_some());
        let (effect, world) = match (effect, next) {
            (Ok(effect), Some(world)) => (effect, world),
            (Err(error), None) => {
                assert!(error.is_bad_change() || error.is_unknown_person(), "{error}");
                return;
            }
            // Nothing happens to who is not there, and a table says nothing of that.
            (Err(error), Some(_)) => {
                assert!(error.is_unknown_person(), "{error}: {told}");
                return;
            }
            (Ok(_), None) => panic!("it should be refused: {told}"),
        };
        tally(5);
        self.world = world;
        let after = self.ledger.verdicts();
        self.is_told(&effect, &before, &after, told);
        if self.world.is_without_rows() {
            return;
        }
        let Some((_, report)) = judged(&self.world) else { return };
        let findings = self.ledger.explain(&effect).unwrap();
        // Of places with nobody in them a report names the first day only.
        let nobody = Some(Reason::NobodyThere);
        for finding in findings.into_iter().filter(|one| one.reason != nobody) {
            assert!(report.findings.contains(&finding), "{finding:?}: {told}");
        }
    }

    /// Whether an effect tells every difference, and nothing else.
    fn is_told(
        &self,
        effect: &passmuster::Effect,
        before: &[Stands],
        after: &[Stands],
        told: &str,
    ) {
        // Of places with nobody in them a list names the first day only.
        let speaks = |verdict: &Verdict| {
            verdict.outcome != Outcome::Pass
                && verdict.reason != Some(Reason::NobodyThere)
        };
        for changed in effect.verdicts() {
            let (rule, cell) = self.ledger.place_of(effect, changed).unwrap();
            let is_it = |one: &&Stands| one.rule == rule && one.cell == cell;
            let was = before.iter().find(is_it).map(|one| one.verdict);
            let is = after.iter().find(is_it).map(|one| one.verdict);
            if let Some(verdict) = changed.after.filter(speaks) {
                assert_eq!(is, Some(verdict), "{told}");
            }
            if let Some(was) = was.filter(speaks) {
                assert_eq!(changed.before, Some(was.outcome), "{told}");
            }
        }
        let tells = |one: &Stands| {
            effect.verdicts().any(|changed| {
                let place = self.ledger.place_of(effect, changed);
                place == Some((one.rule.clone(), one.cell.clone()))
            })
        };
        let fresh = after.iter().filter(|one| !before.contains(one));
        let gone = before.iter().filter(|one| !after.contains(one));
        for one in fresh.chain(gone).filter(|one| speaks(&one.verdict)) {
            assert!(tells(one), "{one:?} is not told: {told}");
        }
    }
}

#[test]
fn a_ledger_says_what_the_tables_say() {
    let config = ProptestConfig {
        cases: cases(),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config.clone());
    let strategy = Tables::sequential_strategy(1..12);
    let run = runner.run(&strategy, |(state, transitions, seen)| {
        Kept::test_sequential(config.clone(), state, transitions, seen);
        Ok(())
    });
    if let Err(fault) = run {
        panic!("{fault}");
    }
    let [counted, days, person, still, whole, changes] = LANES.get();
    let lanes = [counted, days, person, still, whole];
    assert!(lanes.iter().all(|lane| *lane > 5), "{lanes:?}");
    assert!(changes > u64::from(cases()), "{changes}");
}

/// How many worlds are tried.
fn cases() -> u32 {
    std::env::var("LEDGERS").ok().and_then(|text| text.parse().ok()).unwrap_or(150)
}
