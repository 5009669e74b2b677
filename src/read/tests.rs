//! What a mapping becomes: the shapes of matchers, amounts and cells.

use super::read;
use crate::diagnostic::Diagnostics;
use crate::directive::Directive;
use crate::field::{Subject, Value};
use crate::rule::bound::{Amount, Comparator};
use crate::rule::limit::{Base, Limit, Measure};
use crate::rule::matcher::{Age, GroupName, Have, Matcher, Test, Together};
use crate::rule::per::{Column, TimeWord};
use crate::rule::{Kind, Rule};
use crate::source::Source;

fn directive(rules: &str) -> Directive {
    let (read, told) = told(rules);
    assert!(told.is_empty(), "{told}");
    read
}

/// What is read, and what is told of it.
fn told(rules: &str) -> (Directive, Diagnostics) {
    let text = format!(
        "passmuster: 1\ndirective: {{ id: a }}\nin_force: {{ from: 2021-02-17 }}\n{rules}"
    );
    let mut told = Diagnostics::new();
    let read = read(&Source::new("a.yaml", &text), &mut told);
    (read.expect("the file is read"), told)
}

fn limit(body: &str) -> Limit {
    limit_of(&directive(&capped(body)))
}

fn capped(body: &str) -> String {
    format!("rules: [{{ id: cap, limit: {body} }}]")
}

fn limit_of(directive: &Directive) -> Limit {
    match &directive.rules.first().map(|rule| rule.kind.clone()) {
        Some(Kind::Limit(limit)) => limit.clone(),
        other => panic!("{other:?}"),
    }
}

fn counted(matcher: &str) -> Matcher {
    let body = format!("{{ count: {matcher}, at_most: 3, per: [unit, day] }}");
    counted_by(limit(&body))
}

fn counted_by(limit: Limit) -> Matcher {
    match limit.measure {
        Measure::Count(mut populations) => populations.remove(0).matcher,
        other => panic!("{other:?}"),
    }
}

fn together(matcher: &Matcher) -> &Together {
    match matcher {
        Matcher::Together(together) => together,
        other => panic!("{other:?}"),
    }
}

#[test]
fn fields_and_has_of_one_mapping_stand_together() {
    let matcher = counted("{ status: [on-site, remote], site: x, has: opt-out }");
    let together = together(&matcher);
    assert_eq!(together.fields.len(), 2);
    assert_eq!(together.has.len(), 1);
}

#[test]
fn a_field_with_not_stands_beside_the_others() {
    let Matcher::All(parts) = counted("{ site: x, status: { not: [leave, sick] } }")
    else {
        panic!("two parts");
    };
    assert_eq!(together(&parts[0]).fields.len(), 1);
    let Matcher::Not(not) = &parts[1] else { panic!("{parts:?}") };
    let test = &together(not).fields[0].test;
    assert!(matches!(test, Test::OneOf(values) if values.len() == 2));
}

#[test]
fn a_single_part_is_not_wrapped() {
    assert!(matches!(counted("{ not: { status: leave } }"), Matcher::Not(_)));
    assert!(matches!(counted("{ group: everyone }"), Matcher::Group(_)));
    assert!(matches!(counted("{ group: [everyone, working] }"), Matcher::Any(_)));
    assert!(matches!(counted("{ any: [working, { site: x }] }"), Matcher::Any(_)));
}

#[test]
fn a_table_alone_means_all_of_its_rows() {
    assert_eq!(counted("{ in: visits }"), Matcher::anything());
    let limit = limit("{ count: { in: visits }, at_most: 3 }");
    assert!(limit.per.columns.is_empty() && limit.per.time.is_none());
    let Measure::Count(populations) = limit.measure else { panic!("a count") };
    assert_eq!(populations[0].subject, Subject::Visits);
}

#[test]
fn a_group_of_visits_is_counted_as_visits() {
    let directive = directive(
        "groups: { couriers: { in: visits, purpose: parcel } }\n\
         rules: [{ id: cap, limit: { count: couriers, at_most: 3 } }]",
    );
    let Kind::Limit(limit) = &directive.rules[0].kind else { panic!("a limit") };
    let Measure::Count(populations) = &limit.measure else { panic!("a count") };
    assert_eq!(populations[0].subject, Subject::Visits);
}

#[test]
fn values_are_read_as_what_the_field_holds() {
    let fields =
        "fields: { people: { grade: number, hired: date, remote_able: yes-no } }\n";
    let directive = directive(&format!(
        "{fields}groups:\n  g: {{ grade: 12, hired: 2020-01-01, remote_able: no, team: no }}"
    ));
    let group = together(&directive.groups[0].population.matcher);
    let values: Vec<String> = group
        .fields
        .iter()
        .map(|field| match &field.test {
            Test::OneOf(values) => format!("{:?}", values[0]),
            other => format!("{other:?}"),
        })
        .collect();
    assert!(values[0].starts_with("Number("), "{values:?}");
    assert!(values[1].starts_with("Date("), "{values:?}");
    assert_eq!(values[2], "YesNo(false)");
    assert_eq!(values[3], "Text(\"no\")");
}

#[test]
fn text_is_compared_in_one_form() {
    let body =
        "{ count: { unit: \"Ha\u{300} No\u{323}\u{302}i\" }, at_most: 3, per: day }";
    let (directive, told) = told(&capped(body));
    let codes: Vec<_> = told.iter().map(|one| one.code.id()).collect();
    assert_eq!(codes, ["W105"]);
    let matcher = counted_by(limit_of(&directive));
    let Test::OneOf(values) = &together(&matcher).fields[0].test else {
        panic!("values")
    };
    assert_eq!(values[0], Value::Text("Hà Nội".into()));
}

#[test]
fn shares_are_exact_and_keep_their_words() {
    let of = |amount: &str| {
        let body = format!(
            "{{ count: everyone, at_most: {amount}, of: working, per: [unit, day] }}"
        );
        limit(&body).bound
    };
    for (written, numerator, denominator) in [
        ("50%", 1, 2),
        ("33.3%", 333, 1000),
        ("1/3", 1, 3),
        ("1 per 4", 1, 4),
        ("8 per 1000", 1, 125),
        ("1 per 2.5", 2, 5),
    ] {
        let bound = of(written);
        let Amount::Share(share) = bound.amount else { panic!("{bound:?}") };
        let ratio = share.ratio;
        assert_eq!((ratio.numerator(), ratio.denominator()), (numerator, denominator));
        assert_eq!((bound.written.as_str(), share.written.as_str()), (written, written));
        assert_eq!(bound.comparator, Comparator::AtMost);
    }
}

#[test]
fn cells_keep_the_order_of_the_text() {
    let per = limit("{ count: everyone, at_most: 3, per: [site, week, unit] }").per;
    assert_eq!(per.columns, [Column::Site, Column::Unit]);
    assert_eq!(per.time, Some(TimeWord::Calendar(crate::day::Calendar::Week)));
}

#[test]
fn bases_are_populations_of_this_or_another_day_or_numbers() {
    let base = |of: &str| {
        limit(&format!("{{ count: everyone, at_most: 50%, of: {of}, per: [unit, day] }}"))
            .base
    };
    assert!(matches!(base("everyone"), Some(Base::Population(_))));
    assert!(matches!(base("{ unit: x, on: 2020-03-01 }"), Some(Base::OnDay(..))));
    assert!(matches!(base("{ field: capacity }"), Some(Base::Field(_))));
}

#[test]
fn records_have_kinds_columns_and_ages() {
    let have = |has: &str| {
        let matcher = counted(&format!("{{ has: {has} }}"));
        together(&matcher).has[0].clone()
    };
    let record = |has: &str| match have(has) {
        Have::Record(record) => record,
        other => panic!("{other:?}"),
    };
    assert_eq!(record("opt-out").age, Age::Stands);
    assert_eq!(record("[a, b]").kinds, ["a", "b"]);
    assert_eq!(
        record("{ record: pcr, value: negative, in_last: 48 h }").age,
        Age::InLastHours(48)
    );
    assert_eq!(record("{ record: pcr, in_last: 2 weeks }").age, Age::InLastDays(14));
    let week = Age::InThis(crate::day::Calendar::Week, Some(6));
    assert_eq!(record("{ record: pcr, in_this: week, through_day: 6 }").age, week);
    assert!(
        matches!(have("{ any: [a, { record: b }] }"), Have::Any(parts) if parts.len() == 2)
    );
    assert!(matches!(have("{ not: a }"), Have::Not(_)));
}

#[test]
fn conditions_of_the_file_stand_in_each_rule() {
    let directive = directive(
        "when: { day_kind: working-day }\nrules:\n\
         - { id: a, limit: { count: everyone, at_most: 3, per: day } }\n\
         - { id: b, when: { sector: x }, limit: { count: working, at_most: 3, per: day } }\n",
    );
    let counts: Vec<usize> =
        directive.rules.iter().map(|rule: &Rule| rule.when.len()).collect();
    assert_eq!(counts, [1, 2]);
}

#[test]
fn groups_of_other_files_are_named_in_full() {
    let Matcher::Group(used) = counted("other-order/exempt") else { panic!("a group") };
    let GroupName::Defined(group) = used.group else { panic!("{used:?}") };
    assert_eq!(group.to_string(), "other-order/exempt");
}
