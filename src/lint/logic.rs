//! What follows from what: matchers as conjunctions of questions that are asked of one row,
//! and whether one of them can ever hold. What is not proven is taken to be possible.

use std::collections::{BTreeMap, BTreeSet};

use crate::day::Day;
use crate::directive::Directive;
use crate::field::{Fields, Home, Subject, Table, Value, ValueType, WORKING};
use crate::name::GroupRef;
use crate::ratio::Decimal;
use crate::rule::matcher::{
    FieldTest, GroupName, Matcher, NumberTest, RecordTest, Test, Together,
};
use crate::rule::matcher::{Have, Hours};

/// Beyond so many conjunctions nothing is proven.
const MOST: usize = 256;
/// Groups within groups: more are a circle, which is told elsewhere.
const DEEPEST: usize = 16;

/// A list of values that is searched from its beginning.
const SHORT: usize = 8;

/// What groups and fields mean in all files together.
pub(super) struct Meaning<'d> {
    groups: BTreeMap<GroupRef, &'d Matcher>,
    fields: Fields,
}

/// Of what a matcher is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) subject: Subject,
    /// Whether all of it is asked of one day, so that what does not stand on rows has one
    /// value. CLAUSE 2.3.
    pub(super) of_a_day: bool,
    /// The days in question, where they are known.
    pub(super) days: Option<(Day, Day)>,
}

impl Asked {
    /// Asked of one day, whichever.
    pub(super) fn of_a_day(subject: Subject) -> Self {
        Self { subject, of_a_day: true, days: None }
    }

    /// Asked of cells of which nothing is known.
    pub(super) fn anywhere(subject: Subject) -> Self {
        Self { subject, of_a_day: false, days: None }
    }
}

/// A question asked of one row, or its contrary asked after all rows. CLAUSE 2.4.
#[derive(Debug, Clone)]
struct Literal<'m> {
    is_so: bool,
    row: Row<'m>,
}

/// Tests of one row.
#[derive(Debug, Clone)]
enum Row<'m> {
    Written(&'m Together),
    /// CLAUSE 2.7: a row with a working status.
    Working,
}

/// All of these hold.
type All<'m> = Vec<Literal<'m>>;

impl<'d> Meaning<'d> {
    pub(super) fn of(directives: &'d [&'d Directive]) -> Self {
        let mut fields = Fields::built_in();
        let mut groups = BTreeMap::new();
        // Of several versions the highest speaks, so it comes last.
        let mut directives = directives.to_vec();
        directives.sort_by_key(|directive| directive.version);
        for directive in directives {
            for field in &directive.fields {
                fields.insert(field.clone());
            }
            for group in &directive.groups {
                let (directive, name) = (directive.id.clone(), group.name.clone());
                let name = GroupRef { directive, group: name };
                groups.insert(name, &group.population.matcher);
            }
        }
        Self { groups, fields }
    }

    /// Whether all of these and none of those can certainly never hold together.
    pub(super) fn is_impossible(
        &self,
        all: &[&Matcher],
        none: &[&Matcher],
        asked: Asked,
    ) -> bool {
        let parts = || {
            let denied = none.iter().map(|one| (*one, false));
            all.iter().map(|one| (*one, true)).chain(denied)
        };
        // Of most rules each part is one question, so that there is one way.
        let plain = parts().map(|(part, is_so)| self.question(part, is_so, 0));
        if let Some(way) = plain.collect::<Option<All<'_>>>() {
            return self.contradicts(&way, asked);
        }
        let mut ways: Vec<All<'_>> = vec![Vec::new()];
        for (part, is_so) in parts() {
            let Some(more) = self.ways(part, is_so, 0) else { return false };
            let Some(product) = product(&ways, &more) else { return false };
            ways = product;
        }
        ways.iter().all(|way| self.contradicts(way, asked))
    }

    /// Whether whatever matches the first certainly matches the second.
    pub(super) fn implies(&self, one: &Matcher, two: &Matcher, asked: Asked) -> bool {
        self.is_impossible(&[one], &[two], asked)
    }

    /// Whether the same items match both.
    pub(super) fn same(&self, one: &Matcher, two: &Matcher, asked: Asked) -> bool {
        self.implies(one, two, asked) && self.implies(two, one, asked)
    }

    /// The one question that a matcher comes to, if it comes to no more.
    fn question<'m>(
        &self,
        matcher: &'m Matcher,
        is_so: bool,
        depth: usize,
    ) -> Option<Literal<'m>>
    where
        'd: 'm,
    {
        match matcher {
            Matcher::Together(rows) => Some(Literal { is_so, row: Row::Written(rows) }),
            Matcher::Not(part) => self.question(part, !is_so, depth),
            Matcher::All(_) | Matcher::Any(_) => None,
            Matcher::Group(used) => match &used.group {
                GroupName::Everyone => None,
                GroupName::Working => Some(Literal { is_so, row: Row::Working }),
                GroupName::Defined(name) => {
                    let found: &'m Matcher = self.groups.get(name)?;
                    let deeper = depth + 1;
                    (deeper < DEEPEST).then(|| self.question(found, is_so, deeper))?
                }
            },
        }
    }

    /// The ways in which a matcher holds, or does not; `None` if they are too many.
    fn ways<'m>(
        &self,
        matcher: &'m Matcher,
        is_so: bool,
        depth: usize,
    ) -> Option<Vec<All<'m>>>
    where
        'd: 'm,
    {
        let one = |row| Some(vec![vec![Literal { is_so, row }]]);
        match matcher {
            Matcher::Together(rows) => one(Row::Written(rows)),
            Matcher::Not(part) => self.ways(part, !is_so, depth),
            Matcher::All(parts) if is_so => self.all(parts, is_so, depth),
            Matcher::Any(parts) if !is_so => self.all(parts, is_so, depth),
            Matcher::All(parts) | Matcher::Any(parts) => {
                let mut ways = Vec::new();
                for part in parts {
                    ways.extend(self.ways(part, is_so, depth)?);
                }
                (ways.len() <= MOST).then_some(ways)
            }
            Matcher::Group(used) => match &used.group {
                // Everybody in question is on the register: a way of no conditions, or none.
                GroupName::Everyone if is_so => Some(vec![Vec::new()]),
                GroupName::Everyone => Some(Vec::new()),
                GroupName::Working => one(Row::Working),
                GroupName::Defined(name) => {
                    let found: &'m Matcher = self.groups.get(name)?;
                    let deeper = depth + 1;
                    (deeper < DEEPEST).then(|| self.ways(found, is_so, deeper))?
                }
            },
        }
    }

    fn all<'m>(
        &self,
        parts: &'m [Matcher],
        is_so: bool,
        depth: usize,
    ) -> Option<Vec<All<'m>>>
    where
        'd: 'm,
    {
        let mut ways: Vec<All<'m>> = vec![Vec::new()];
        for part in parts {
            ways = product(&ways, &self.ways(part, is_so, depth)?)?;
        }
        Some(ways)
    }

    /// Whether the questions of one way certainly exclude each other.
    fn contradicts(&self, way: &All<'_>, asked: Asked) -> bool {
        let yes = || way.iter().filter(|one| one.is_so).map(|one| &one.row);
        let no = way.iter().filter(|one| !one.is_so).map(|one| &one.row);
        if yes().any(|row| self.is_empty(row, asked)) {
            return true;
        }
        let mut denied = no;
        if denied.any(|no| no.is_anything() || yes().any(|row| row.implies(no))) {
            return true;
        }
        if !asked.of_a_day {
            return false;
        }
        let tests = || yes().flat_map(Row::fields).enumerate();
        let mut pairs = tests()
            .flat_map(|(nth, one)| tests().take(nth).map(move |(_, two)| (one, two)));
        pairs.any(|(one, two)| {
            one.field == two.field
                && self.has_one_value(one, asked)
                && self.disjoint(one, two, asked)
        })
    }

    /// Whether no row can pass the tests.
    fn is_empty(&self, row: &Row<'_>, asked: Asked) -> bool {
        row.fields().any(|test| match &test.test {
            Test::Number(number) => is_empty(number),
            Test::Between(Some(from), Some(through)) => through < from,
            _ => false,
        } || self.is_another_day(test, asked))
    }

    /// Whether a test of the day lets through no day in question.
    fn is_another_day(&self, test: &FieldTest, asked: Asked) -> bool {
        let Some((first, last)) = asked.days else { return false };
        let field = self.fields.seen_by(asked.subject, test.field.as_str());
        let is_day = field.is_some_and(|field| field.home == Home::Day);
        is_day
            && match &test.test {
                Test::Between(from, through) => {
                    from.is_some_and(|from| last < from)
                        || through.is_some_and(|through| through < first)
                }
                Test::OneOf(values) => values.iter().all(|value| match value {
                    Value::Date(day) => *day < first || last < *day,
                    _ => false,
                }),
                _ => false,
            }
    }

    /// Whether a field has one value on one day, whatever the rows.
    fn has_one_value(&self, test: &FieldTest, asked: Asked) -> bool {
        let of_a_row = matches!(asked.subject, Subject::Gatherings | Subject::Visits);
        let mut seen = self.fields.all_seen_by(asked.subject, test.field.as_str());
        seen.all(|field| {
            field.kind != ValueType::Words
                && match field.home {
                    Home::Table(Table::People | Table::Units) | Home::Register => true,
                    Home::Day => true,
                    Home::Table(_) => of_a_row,
                    // A level may change within a day.
                    Home::Level | Home::Hours => false,
                }
        })
    }

    fn disjoint(&self, one: &FieldTest, two: &FieldTest, asked: Asked) -> bool {
        let kind = self.fields.seen_by(asked.subject, one.field.as_str());
        if kind.is_none_or(|field| field.kind == ValueType::Words) {
            return false;
        }
        match (&one.test, &two.test) {
            (Test::OneOf(one), Test::OneOf(two)) => {
                !one.iter().any(|value| two.contains(value))
            }
            (Test::Number(one), Test::Number(two)) => is_empty(&both(one, two)),
            (Test::OneOf(values), Test::Number(range))
            | (Test::Number(range), Test::OneOf(values)) => {
                !values.iter().any(|value| is_in(value, range))
            }
            (Test::Between(one, last), Test::Between(two, end)) => {
                let ends_before = |end: &Option<Day>, from: &Option<Day>| {
                    end.zip(*from).is_some_and(|(end, from)| end < from)
                };
                ends_before(last, two) || ends_before(end, one)
            }
            _ => false,
        }
    }
}

/// Every way of the one with every way of the other.
fn product<'m>(one: &[All<'m>], two: &[All<'m>]) -> Option<Vec<All<'m>>> {
    if one.len() * two.len() > MOST {
        return None;
    }
    let join = |first: &All<'m>| {
        let first = first.clone();
        two.iter().map(move |second| [first.as_slice(), second.as_slice()].concat())
    };
    Some(one.iter().flat_map(join).collect())
}

impl<'m> Row<'m> {
    fn fields(&self) -> std::slice::Iter<'m, FieldTest> {
        match self {
            Row::Written(rows) => rows.fields.iter(),
            Row::Working => [].iter(),
        }
    }

    fn is_anything(&self) -> bool {
        matches!(self, Row::Written(rows) if rows.is_empty())
    }

    /// Whether a row that passes this certainly passes the other.
    fn implies(&self, other: &Row<'_>) -> bool {
        let wanted = match (self, other) {
            (Row::Working, Row::Working) => return true,
            (Row::Working, Row::Written(rows)) => return rows.is_empty(),
            (Row::Written(rows), Row::Working) => {
                return rows
                    .fields
                    .iter()
                    .any(|test| test.field.as_str() == "status" && is_work(&test.test));
            }
            (Row::Written(_), Row::Written(wanted)) => wanted,
        };
        let Row::Written(own) = self else { return false };
        let has_field = |want: &FieldTest| {
            own.fields
                .iter()
                .any(|test| test.field == want.field && implies(&test.test, &want.test))
        };
        let has_record = |want: &Have| own.has.iter().any(|have| same_have(have, want));
        wanted.fields.iter().all(has_field) && wanted.has.iter().all(has_record)
    }
}

fn is_work(test: &Test) -> bool {
    let Test::OneOf(values) = test else { return false };
    let mut words = values.iter().map(Value::as_text);
    words.all(|word| word.is_some_and(|word| WORKING.contains(&word)))
}

/// Whether a value that passes the first test certainly passes the second.
fn implies(one: &Test, two: &Test) -> bool {
    match (one, two) {
        // Short lists are compared as they stand: this is asked of every two rules.
        (Test::OneOf(one), Test::OneOf(two)) if two.len() <= SHORT => {
            one.iter().all(|value| two.contains(value))
        }
        (Test::OneOf(one), Test::OneOf(two)) => {
            let wanted: BTreeSet<&Value> = two.iter().collect();
            one.iter().all(|value| wanted.contains(value))
        }
        (Test::OneOf(values), Test::Number(range)) => {
            values.iter().all(|value| is_in(value, range))
        }
        (Test::Number(one), Test::Number(two)) => {
            let (low, high) = (low(one), high(one));
            low_of(two).all(|want| low.is_some_and(|low| want <= low))
                && high_of(two).all(|want| high.is_some_and(|high| high <= want))
        }
        (Test::Between(from, through), Test::Between(first, last)) => {
            first.is_none_or(|first| from.is_some_and(|from| first <= from))
                && last.is_none_or(|last| through.is_some_and(|through| through <= last))
        }
        (Test::InLast(one), Test::InLast(two)) => one <= two,
        (Test::BeforeLast(one), Test::BeforeLast(two)) => two <= one,
        (Test::Hours(one), Test::Hours(two)) => {
            let wanted: Vec<&Hours> = two.iter().collect();
            one.iter().all(|stretch| wanted.contains(&stretch))
        }
        _ => false,
    }
}

/// The ends of a range as billionths, twice as many, one more where the end lies outside.
fn low_of(range: &NumberTest) -> impl Iterator<Item = i128> {
    let open = |one: Decimal| i128::from(one.billionths()) * 2 + 1;
    let closed = |one: Decimal| i128::from(one.billionths()) * 2;
    range.at_least.map(closed).into_iter().chain(range.above.map(open))
}

fn high_of(range: &NumberTest) -> impl Iterator<Item = i128> {
    let open = |one: Decimal| i128::from(one.billionths()) * 2 - 1;
    let closed = |one: Decimal| i128::from(one.billionths()) * 2;
    range.at_most.map(closed).into_iter().chain(range.below.map(open))
}

fn low(range: &NumberTest) -> Option<i128> {
    low_of(range).max()
}

fn high(range: &NumberTest) -> Option<i128> {
    high_of(range).min()
}

fn is_empty(range: &NumberTest) -> bool {
    low(range).zip(high(range)).is_some_and(|(low, high)| high < low)
}

fn both(one: &NumberTest, two: &NumberTest) -> NumberTest {
    let (mut low, mut high) = (one.clone(), one.clone());
    low.at_least = one.at_least.max(two.at_least);
    low.above = one.above.max(two.above);
    let less = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    high.at_most = less(one.at_most, two.at_most);
    high.below = less(one.below, two.below);
    NumberTest { at_most: high.at_most, below: high.below, ..low }
}

fn is_in(value: &Value, range: &NumberTest) -> bool {
    let Value::Number(number) = value else { return true };
    let at = i128::from(number.billionths()) * 2;
    low(range).is_none_or(|low| low <= at) && high(range).is_none_or(|high| at <= high)
}

/// Whether two ask for the same records, wherever they are written.
fn same_have(one: &Have, two: &Have) -> bool {
    let all = |one: &[Have], two: &[Have]| {
        one.len() == two.len()
            && one.iter().zip(two).all(|(one, two)| same_have(one, two))
    };
    match (one, two) {
        (Have::Record(one), Have::Record(two)) => same_record(one, two),
        (Have::All(one), Have::All(two)) | (Have::Any(one), Have::Any(two)) => {
            all(one, two)
        }
        (Have::Not(one), Have::Not(two)) => same_have(one, two),
        _ => false,
    }
}

fn same_record(one: &RecordTest, two: &RecordTest) -> bool {
    let same = |(one, two): (&FieldTest, &FieldTest)| {
        one.field == two.field && one.test == two.test
    };
    one.kinds == two.kinds
        && one.age == two.age
        && one.fields.len() == two.fields.len()
        && one.fields.iter().zip(&two.fields).all(same)
}

/// Whether two demands for records are the same.
pub(super) fn same_demand(one: &Have, two: &Have) -> bool {
    same_have(one, two)
}
