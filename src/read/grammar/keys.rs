//! The table of keys, in the order of the documentation.

use super::Shape::{self, Age, Day, Days, FullNames, Is, ListOf, Start, Text, Texts};
use super::{At, Key, Need, STRETCHES, SUBJECTS, WEEKDAYS};

macro_rules! grammar {
    ($($at:ident { $(
        $name:literal $need:ident $shape:expr, $sentence:literal, $example:literal;
    )* })*) => {
        pub(super) const KEYS: &[Key] = &[$($(Key {
            at: At::$at,
            name: $name,
            need: Need::$need,
            shape: $shape,
            sentence: $sentence,
            example: $example,
        },)*)*];
    };
}

grammar! {
    Top {
        "passmuster" Required Shape::Language,
            "the version of the language, not of the program", "1";
        "directive" Required Is(At::Directive),
            "which document this is", "{ id: our-order-7-2021 }";
        "version" Optional Shape::Whole, "the version of this transcription, from 1", "2";
        "corrects" Optional Text,
            "why a version above 1 was made", "the second clause was left out";
        "issued" Optional Day, "the day on which the document became known", "2021-02-16";
        "in_force" Optional Is(At::InForce),
            "when the document holds", "{ from: 2021-02-17, through: 2021-03-02 }";
        "zone" Optional Text, "the time zone of its clock times", "Asia/Ho_Chi_Minh";
        "week_starts" Optional Shape::Word(WEEKDAYS),
            "the day on which weeks begin", "sunday";
        "transcribed" Optional Shape::Word(&["excerpt"]),
            "that only part of the text was at hand", "excerpt";
        "clauses" Optional Shape::Clauses,
            "every clause of the text, and what became of it",
            "{ \"1.2\": each unit keeps at most half of its own staff on site }";
        "fields" Optional Is(At::Fields),
            "columns read beyond the built-in ones, by table",
            "{ people: { role: text } }";
        "groups" Optional Shape::Groups,
            "named populations", "{ drivers: { role: driver } }";
        "interpretations" Optional ListOf(At::Interpretation),
            "what the text leaves open and the transcription chose",
            "[{ question: who is staff?, choice: everyone, because: no word, affects: \
             cap }]";
        "when" Optional Shape::Matcher,
            "the cells for which all its rules are asked", "{ day_kind: working-day }";
        "unless" Optional Shape::Matcher,
            "the cells for which none of its rules is asked", "{ sector: health }";
        "acts" Optional ListOf(At::Act),
            "what this document does to others", "[{ end: order-6-2021 }]";
        "rules" Optional ListOf(At::Rule),
            "what the document asks",
            "[{ id: cap, limit: { count: everyone, at_most: 10, per: [unit, day] } }]";
        "allow" Optional Shape::Allow,
            "warnings that may stand in this file, each with the reason",
            "{ W309: lends its dates to the letters that carry it out }";
    }
    Directive {
        "id" Required Shape::Name,
            "the id of the document, stable for ever", "hai-duong-58-2021";
        "number" Optional Text, "the number on the document", "58/VP-HC-QT";
        "title" Optional Shape::Title,
            "its title, or its title by language", "{ en: Urgent epidemic measures }";
        "issuer" Optional Text, "who issued it", "Office of the People's Committee";
        "signed" Optional Day, "the day it was signed", "2021-02-16";
        "implements" Optional Shape::Names,
            "the documents it carries out", "hai-duong-570-2021";
    }
    InForce {
        "from" Optional Start,
            "the first day, or the instant at which it begins", "2021-02-17";
        "through" Optional Day, "the last day, included", "2021-03-02";
        "until" Optional Shape::Until,
            "the instant at which it ends, excluded, or further-notice",
            "2021-08-23T06:00";
        "for" Optional Shape::Length,
            "how long it holds, the first day counted", "15 days";
        "as" Optional Shape::Name,
            "the directive whose window fills the ends not written here",
            "hai-duong-570-2021";
        "wording" Optional Text, "the words of the text", "\"đến hết ngày 02/3/2021\"";
    }
    Clause {
        "gist" Required Text,
            "what the clause says, in a few words",
            "each unit keeps at most half on site";
        "text" Optional Text, "its own words", "\"tối đa 50%\"";
        "not_checked" Optional Text,
            "why no rule can carry it out", "nothing in any record shows it";
    }
    Act {
        "extend" Optional Shape::Targets,
            "what gets a new end, later or earlier", "order-6-2021";
        "end" Optional Shape::Targets, "what holds no more", "order-6-2021/onsite-cap";
        "replace" Optional Shape::Targets,
            "the rule or clause in whose place `with` stands", "order-6-2021/onsite-cap";
        "suspend" Optional Shape::Targets,
            "what does not hold for a time", "order-6-2021#1.2";
        "resume" Optional Shape::Targets, "what holds again", "order-6-2021#1.2";
        "supersede" Optional Shape::Targets,
            "the documents in whose place this one stands",
            "[order-5-2021, order-6-2021]";
        "with" Optional Shape::Names,
            "the rules of this file that take the place", "onsite-cap";
        "from" Optional Start,
            "from when on; the beginning of this document if not written", "2021-03-03";
        "through" Optional Day, "the last day, included", "2021-03-31";
        "until" Optional Shape::Until,
            "the instant at which it ends, excluded, or further-notice",
            "2021-08-23T06:00";
        "for" Optional Shape::Length,
            "how long, counted from `from`, else from the old end", "15 days";
        "cites" Optional Shape::Cites, "the clauses that order it", "\"1\"";
        "when" Optional Shape::Matcher,
            "the cells in which it is done", "{ has: plan-done }";
        "unless" Optional Shape::Matcher,
            "the cells in which it is not done", "{ locality: kinh-mon }";
    }
    Fields {
        "people" Optional Shape::Types, "columns of `people`", "{ role: text }";
        "units" Optional Shape::Types, "columns of `units`", "{ beds: number }";
        "attendance" Optional Shape::Types,
            "columns of `attendance`", "{ outdoors: yes-no }";
        "gatherings" Optional Shape::Types,
            "columns of `gatherings`", "{ permitted: number }";
        "visits" Optional Shape::Types, "columns of `visits`", "{ escorted: yes-no }";
        "records" Optional Shape::Types, "columns of `records`", "{ laboratory: text }";
        "levels" Optional Shape::Levels,
            "dated series, read at a place", "{ alert: { at: locality, is: [1, 2, 3] } }";
    }
    Level {
        "at" Required Text,
            "the field that holds the place where it is read", "locality";
        "is" Required Shape::Type, "what its levels are", "[1, 2, 3, 4, 5]";
        "series" Optional Text,
            "its name in the table, where that is another", "zone";
    }
    Interpretation {
        "question" Required Text,
            "what the text leaves open", "does the room on duty fall under the cap?";
        "choice" Required Text, "what is chosen", "it is left out of count and base";
        "because" Required Text, "why", "clause 2 is the special rule";
        "affects" Required FullNames, "the rules that hang on it", "onsite-cap";
    }
    Rule {
        "id" Required Shape::Name, "the name of the rule", "onsite-cap";
        "cites" Optional Shape::Cites, "the clauses it carries out", "\"1.2\"";
        "force" Optional Shape::Word(&["must",
            "should", "may"]), "how much it binds; `must` if not written", "should";
        "in_force" Optional Is(At::InForce),
            "its own window, where it is not the document's", "{ from: 2021-02-20 }";
        "when" Optional Shape::Matcher,
            "the cells for which it is asked", "{ day_kind: working-day }";
        "unless" Optional Shape::Matcher,
            "the cells for which it is not asked", "{ sector: health }";
        "unless_granted" Optional Is(At::Granted),
            "who may let people deviate", "{ by: [office-leader] }";
        "level_at" Optional Shape::Word(&["start",
            "end"]), "which day's levels count in a cell of several", "start";
        "limit" Optional Is(At::Limit),
            "how many at once", "{ count: everyone, at_most: 10, per: [unit, day] }";
        "require" Optional Is(At::Require),
            "what each must be or have", "{ each: everyone, be: working, per: day }";
        "quota" Optional Is(At::Quota),
            "how much for each over time",
            "{ each: everyone, days: working, at_least: 3 days, per: week }";
        "separate" Optional Is(At::Separate),
            "who may never meet",
            "{ each: { status: on-site }, by: team, per: [site, day] }";
        "allow" Optional Shape::Allow,
            "warnings that may stand of this rule, each with the reason",
            "{ W306: \"the order itself says at most 100%\" }";
    }
    Granted {
        "by" Required Texts,
            "the authorities that may let people deviate, each alone", "[office-leader]";
    }
    Limit {
        "count" Optional Shape::Populations,
            "whose number is bounded", "{ status: on-site }";
        "sum" Optional Is(At::Sum),
            "the number that is added up over rows", "{ field: people, in: gatherings }";
        "at_most" Optional Shape::Amount, "no more than this", "50%";
        "at_least" Optional Shape::Amount, "no fewer than this", "2";
        "below" Optional Shape::Amount, "fewer than this", "10";
        "above" Optional Shape::Amount, "more than this", "1/3";
        "exactly" Optional Shape::Amount, "this many", "2";
        "tolerance" Optional Shape::Whole,
            "how many persons more or fewer still keep `exactly`", "1";
        "of" Optional Shape::Base, "what a share is a share of", "working";
        "per" Optional Shape::Per, "what makes a cell", "[unit, day]";
        "exempt" Optional Shape::OneOrMore(At::Exempt),
            "who is left out of count or base", "{ who: drivers, out_of: [count, base] }";
        "rounding" Optional Shape::Word(&["up",
            "down",
            "half-up"]), "what the text says of fractions; none is the default", "up";
        "lasting" Optional Shape::Minutes,
            "how long the rows counted must last together, at least", "2 h";
        "averaged" Optional Shape::Word(&["week", "month", "quarter", "year", "window"]),
            "that the sums of the days of a stretch are compared", "month";
    }
    Require {
        "each" Required Shape::Population,
            "whom the rule binds", "{ group: standing-duty }";
        "be" Optional Shape::Matcher,
            "what some row of the cell must say", "{ status: on-site }";
        "never_be" Optional Shape::Matcher,
            "what no row of the cell may say", "{ status: leave }";
        "have" Optional Shape::Have, "the records that must stand", "temperature";
        "per" Optional Shape::Per,
            "what makes a cell; each item by itself if not written", "day";
    }
    Quota {
        "each" Required Shape::Population,
            "whom it binds; the days on which it matches are the days served", "everyone";
        "days" Optional Shape::Matcher,
            "days on which this holds are counted", "{ status: on-site }";
        "times" Optional Shape::Matcher,
            "rows that match are counted", "{ status: travel }";
        "hours" Optional Shape::Matcher,
            "the hours of rows that match are added up", "working";
        "sum" Optional Is(At::Sum),
            "a number is added up over rows that match", "{ field: trips }";
        "longest_run" Optional Shape::Matcher,
            "the longest run of days on which this holds", "{ status: remote }";
        "shortest_rest" Optional Shape::Matcher,
            "the shortest pause between two stretches that match", "working";
        "longest_rest" Optional Shape::Matcher,
            "the longest pause of the period", "working";
        "at_most" Optional Shape::Quantity, "no more than this", "48 h a week";
        "at_least" Optional Shape::Quantity, "no less than this", "3 days";
        "below" Optional Shape::Quantity, "less than this", "10 days";
        "above" Optional Shape::Quantity, "more than this", "50%";
        "exactly" Optional Shape::Quantity, "so many days or times", "2 days";
        "of" Optional Shape::Matcher,
            "what a share is a share of, by the same measure", "working";
        "per" Required Shape::Per,
            "the period; with a place, the mean of its people", "week";
        "excuse" Optional Is(At::Excuse),
            "what becomes of days of leave and the like; nothing if not written",
            "{ days: { status: leave }, shrinks: bound }";
        "gap" Optional Shape::Minutes,
            "a pause shorter than this breaks nothing", "30 min";
    }
    Excuse {
        "days" Required Shape::Matcher, "the days that excuse", "{ status: leave }";
        "lengthens" Optional Shape::Word(&["period"]),
            "as many later days are added to the period", "period";
        "shrinks" Optional Shape::Word(&["bound"]),
            "the amount shrinks in proportion", "bound";
        "credits" Optional Shape::Quantity, "such a day counts as this", "8 h";
    }
    Separate {
        "each" Required Shape::Population,
            "who and what is kept apart", "{ status: on-site }";
        "by" Required Shape::Name, "the column whose values may not meet", "team";
        "at_most" Optional Shape::Whole,
            "how many values may occur together; 1 if not written", "2";
        "gap" Optional Shape::Gap,
            "how long must lie between one value and the next", "30 min";
        "per" Required Shape::Per, "what makes a cell", "[site, day]";
    }
    Exempt {
        "who" Required Shape::Matcher, "who is left out", "standing-duty";
        "out_of" Required Shape::Words(&["count",
            "base"]), "of what they are left out", "[count, base]";
    }
    Matcher {
        "any" Optional Shape::Matchers,
            "one of these must hold", "[{ role: driver }, { role: guard }]";
        "all" Optional Shape::Matchers,
            "all of these must hold", "[{ group: a }, { group: b }]";
        "not" Optional Shape::Matcher, "this must not hold", "{ status: leave }";
        "group" Optional FullNames, "one of these groups", "drivers";
        "has" Optional Shape::Have, "records that must stand", "opt-out";
    }
    Population {
        "in" Optional Shape::Word(SUBJECTS),
            "the table that is asked; people if not written", "visits";
    }
    Base {
        "on" Optional Day, "the day whose register counts", "2020-03-01";
    }
    Sum {
        "field" Required Shape::Name, "the number that is added up", "people";
    }
    Compare {
        "at_least" Optional Shape::Number, "no less than this", "8";
        "at_most" Optional Shape::Number, "no more than this", "12";
        "above" Optional Shape::Number, "more than this", "8";
        "below" Optional Shape::Number, "less than this", "40";
        "from" Optional Shape::DayOrClock, "no earlier than this day or clock time", "2020-01-01";
        "through" Optional Shape::DayOrClock,
            "no later than this day or clock time", "2020-12-31";
        "until" Optional Shape::Clock, "before this clock time", "05:00";
        "in_last" Optional Days,
            "in the last so many days, the day asked included", "14 days";
        "before_last" Optional Days, "at least so many days ago", "14 days";
        "not" Optional Shape::Value, "none of these", "leave";
    }
    Record {
        "record" Required Texts, "the kind of record, one or several", "pcr-test";
        "in_last" Optional Age, "not older than this", "48 h";
        "in_next" Optional Days, "dated within the next so many days", "7 days";
        "before_last" Optional Days, "at least so long ago", "14 days";
        "in_this" Optional Shape::Word(STRETCHES),
            "dated in the same stretch as the day asked", "week";
        "through_day" Optional Shape::Whole,
            "in the first so many days of that stretch", "6";
    }
    Amount {
        "field" Optional Shape::Name,
            "a number of the cell's place, gathering or visit", "permitted";
        "share" Optional Shape::Share, "a share with a base of its own", "40%";
        "of" Optional Shape::ShareBase,
            "the base of that share", "{ field: occupancy }";
        "greater_of" Optional Shape::Amounts, "the greatest of several", "[75%, 30]";
        "lesser_of" Optional Shape::Amounts, "the least of several", "[75%, 30]";
        "sum_of" Optional Shape::Amounts, "several added up", "[10, 5%]";
        "by" Optional Shape::Name,
            "the field of the cell that a table is read by", "alert";
        "table" Optional Shape::Table,
            "an amount for each value of that field",
            "{ 2: 80%, else: no-bound }";
    }
    Period {
        "rolling" Optional Shape::Rolling,
            "every stretch of this length that ends on a day asked", "28 days";
        "every" Optional Shape::Days,
            "stretches of this length, one after another", "17 weeks";
        "from" Optional Day, "the day on which the first of them begins", "2021-01-04";
    }
}
