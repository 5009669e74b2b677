//! What is said of tables that come out of other systems.

use super::Entries;

pub(crate) const SOURCES: Entries = &[
    (
        "source-adms-columns",
        "a line of a push has a PIN, a moment, a state and what follows, with tabs between; \
         this one has not",
    ),
    (
        "source-adms-columns-help",
        "give the bodies of requests with `table=ATTLOG` alone; a file from a USB stick is \
         of the source `zkteco-attlog`",
    ),
    (
        "source-attlog-columns",
        "a line of `attlog.dat` has 6 or 11 columns, this one has not",
    ),
    (
        "source-attlog-columns-help",
        "take the file off the device anew; what a device pushes is of the source \
         `zkteco-adms`, and lines of `key=value` of `zkteco-rtlog`",
    ),
    ("source-cell-extra", "something stands in a day that the month has not"),
    ("source-cell-extra-help", "empty the cell, or correct `month` in facts.yaml"),
    ("source-code", "`{source}`: the code `{code}` has no meaning"),
    (
        "source-code-help",
        "say what it means under `codes`, such as `\"{code}\": remote`; of halves of a day as \
         `[leave, worked]`",
    ),
    (
        "source-code-near-help",
        "did you mean `{near}`? else say what `{code}` means under `codes`",
    ),
    ("source-codes-help", "write a mapping below it, such as `P: leave`"),
    (
        "source-conflict",
        "`{person}` on {date}: this says {says}, but {how} {other} on {place}",
    ),
    (
        "source-conflict-help",
        "correct one of the two; or say what is to become of it, by `conflicts: unknown` or \
         `conflicts: proven` beside `from`",
    ),
    ("source-conflict-proven-help", "what was proved stands, as `conflicts` says"),
    ("source-conflict-unknown-help", "that day is taken as unknown, as `conflicts` says"),
    (
        "source-conflict-unproven-help",
        "neither is proved by a device, so correct one of the two, or write \
         `conflicts: unknown` beside `from`",
    ),
    ("source-csv-header", "`{source}`: no row has the columns {columns}"),
    ("source-csv-header-help", "export the file anew, with its header as it is"),
    (
        "source-csv-cells",
        "`{source}`: a row with {found} cells, where the header has {expected}",
    ),
    (
        "source-csv-cells-help",
        "export the file anew; a cell that holds the delimiter stands in double quotes",
    ),
    ("source-date", "`{source}`: `{text}` in `{field}` is no day of the form YYYY-MM-DD"),
    ("source-date-help", "export the file anew, with days in that form"),
    (
        "source-day-starts-help",
        "write a clock time before noon, such as `day_starts: 04:00`",
    ),
    ("source-device", "`{source}`: nothing says where the device `{device}` stands"),
    (
        "source-device-help",
        "name its site under `sites`, such as `\"{device}\": head-office`",
    ),
    ("source-elsewhere-help", "`{name}` fills the table `{home}`; write it there"),
    ("source-empty", "`{source}`: no record stands in the file"),
    ("source-empty-help", "export the file anew; if nothing is in it, leave it out"),
    ("source-end-before", "`{source}`: the record ends before it begins"),
    ("source-end-before-help", "correct it where it is kept, and export the file anew"),
    ("source-field-lacks", "`{source}`: the record has no `{field}`"),
    (
        "source-field-lacks-help",
        "export it with the fields that docs/sources/ names for `{source}`",
    ),
    (
        "source-group-unknown",
        "the group `{name}` has the member `{id}`, which is not there",
    ),
    ("source-group-unknown-help", "export that group too"),
    (
        "source-half-outside",
        "`{source}`: `half_day_date` is none of the days of the leave",
    ),
    ("source-half-outside-help", "correct it where it is kept, and export the file anew"),
    ("source-half-word", "`{source}`: `half_day` of the record is neither 0 nor 1"),
    ("source-half-word-help", "export the file anew, with 0 or 1 in that field"),
    ("source-here", "the source `{source}` in facts.yaml"),
    ("source-grid-header", "no row has a name and the days of a month as its columns"),
    (
        "source-grid-header-help",
        "the header has the column `{column}` and the numbers 1, 2, 3 and so on; say under \
         `name` how the column of the people is called",
    ),
    (
        "source-grid-number",
        "the row has codes and no number, so it is no row of a person, nor anything else",
    ),
    ("source-grid-number-help", "number it, or empty its days"),
    ("source-id-of-two", "`{id}` in `{column}` is `{two}` here and `{one}` elsewhere"),
    (
        "source-id-of-two-help",
        "nobody else may have it; correct the register, or join by another column",
    ),
    ("source-instant", "`{source}`: `{text}` in `{field}` is no moment"),
    (
        "source-instant-gap",
        "`{source}`: `{text}` is skipped by the clocks of the zone, which are put on then",
    ),
    ("source-instant-gap-help", "correct it where it is kept, and export the file anew"),
    ("source-instant-help", "export the file anew, with moments as docs/sources/ shows"),
    ("source-json", "`{source}`: {why}"),
    ("source-json-error", "the answer is an error, not records"),
    (
        "source-json-help",
        "export the file anew; it is a list of records, one record a line, or an answer with \
         `{key}`",
    ),
    ("source-json-more", "`{key}` says that there are more records than these"),
    ("source-json-no-answer", "what stands here is no answer and no record"),
    ("source-json-no-list", "what stands under `{key}` is no list"),
    ("source-json-no-record", "what stands here is no record"),
    (
        "source-json-part",
        "`totalResults` says {all}, and these are {number} of them; export all at once",
    ),
    ("source-known-help", "sources of `{table}` are {known}"),
    ("source-lacks", "`{source}` needs `{key}`, and facts.yaml does not say it"),
    (
        "source-lacks-half-day",
        "half a day is said here, and nothing says how many hours it has",
    ),
    ("source-lacks-half-day-help", "write `half_day: 4`, or what it has, beside `from`"),
    (
        "source-lists-help",
        "write a mapping of lists below it, such as `team: [an, binh]`",
    ),
    ("source-map-help", "write a mapping of texts below it, such as `1: head-office`"),
    ("source-meeting-cut", "`BEGIN:{what}` without its end"),
    ("source-meeting-cut-help", "export the calendar anew; it is cut"),
    ("source-meeting-line", "a line that is no property of a calendar"),
    ("source-meeting-line-help", "a property is `NAME:value`; export the calendar anew"),
    ("source-moment", "`{source}`: the second column is no moment"),
    (
        "source-moment-help",
        "moments are `YYYY-MM-DD hh:mm:ss`; take the file off the device anew",
    ),
    (
        "source-month",
        "the sheet says that it is of {found}, and facts.yaml that it is of {stated}",
    ),
    ("source-month-form-help", "write year and month, such as `month: 2021-02`"),
    ("source-month-help", "give the sheet of that month, or correct `month`"),
    ("source-name-twice", "`{name}` stands in two rows of this sheet"),
    (
        "source-name-twice-help",
        "two people of one name cannot be told apart; give the sheet a column of ids, and \
         name it under `name`",
    ),
    (
        "source-needs-codes-help",
        "the legend is the office's own, so write under `codes` what each code means, \
         such as `P: leave`; `worked` says nothing of the place",
    ),
    (
        "source-needs-covers-help",
        "write at the top the days for which the files speak, as `covers` with `from` and \
         `through`",
    ),
    ("source-needs-file-help", "name its file, or several, such as `file: 1_attlog.dat`"),
    (
        "source-needs-ids-help",
        "name the column of `people` that has what this source calls them, such as \
         `ids: full_name`",
    ),
    ("source-needs-month-help", "the days are numbers, so write `month: 2021-02`"),
    (
        "source-needs-person-help",
        "the file is of one person and does not say whose, so write `person` with what this \
         source calls them",
    ),
    (
        "source-needs-places-help",
        "its places are words of whoever planned it, so write under `codes` what each \
         means, such as `At the office: on-site`",
    ),
    (
        "source-needs-units-help",
        "some groups are units and some are not, so write under `units` which, such \
         as `KGVX: khoa-giao`",
    ),
    (
        "source-needs-week-help",
        "a shift holds on working days, so write them at the top, such as \
         `working_week: [monday, tuesday, wednesday, thursday, friday]`",
    ),
    (
        "source-needs-zone-help",
        "its moments are of another zone, so write that of the office at the top, such as \
         `zone: Asia/Ho_Chi_Minh`",
    ),
    (
        "source-no-device",
        "`{source}`: the line names no device, and `sites` asks for one",
    ),
    (
        "source-no-device-help",
        "write `device` with its name, or `site` instead of `sites`",
    ),
    (
        "source-no-ids",
        "`{source}` calls people as the column `{column}`, which `people` lacks",
    ),
    ("source-no-ids-help", "add a column `{column}` to the register"),
    ("source-no-meaning", "`{text}` is no meaning of the code `{code}`"),
    (
        "source-no-meaning-help",
        "write one of {words}; of halves of a day two of them in a list",
    ),
    ("source-no-pin", "`{source}`: the first column is blank, where the PIN stands"),
    ("source-no-pin-help", "take the file off the device anew"),
    ("source-no-table-help", "no source fills `{table}`; give it as a file of its own"),
    ("source-no-zone", "`{zone}` is no zone that is known"),
    ("source-no-zone-help", "write one of the IANA names, such as `Asia/Ho_Chi_Minh`"),
    (
        "source-note-all-strangers",
        "`{source}`: {number} {number|record|records} of {number|somebody|people} who \
         {number|is|are} not on the register {number|is|are} left out, as `strangers` says \
         (first on {place})",
    ),
    (
        "source-note-dates",
        "`{source}` knows no dates: whoever is a member now is taken as one on every day",
    ),
    (
        "source-note-draft",
        "`{source}`: {number} {number|record is|records are} left out, for {word} is not \
         settled (first on {place})",
    ),
    (
        "source-note-group",
        "`{source}`: the group `{word}` is no unit and no tag, so it is left out (first on \
         {place})",
    ),
    (
        "source-note-no-meeting",
        "`{source}`: {number} {number|event is|events are} no gathering: {word} (first on \
         {place})",
    ),
    (
        "source-note-nothing",
        "`{source}`: {number} {number|record says|records say} `{word}`, which proves \
         nothing of the place or the day; `codes` gives it a meaning (first on {place})",
    ),
    (
        "source-note-outside",
        "`{source}`: {number} {number|record|records} of days outside `covers` {number|is|are} \
         left out (first on {place})",
    ),
    (
        "source-note-settled",
        "{number} {number|contradiction|contradictions} of sources {number|was|were} settled: \
         {how} (first of `{person}` on {place})",
    ),
    (
        "source-note-strangers",
        "`{source}`: {number} {number|record|records} of `{word}` {number|is|are} left out, as \
         `strangers` says (first on {place})",
    ),
    (
        "source-note-exdate",
        "`{source}`: {number} {number|date|dates} of `EXDATE` of `{word}` {number|is|are} none \
         of its occurrences and {number|takes|take} nothing out (first on {place})",
    ),
    (
        "source-note-first-day",
        "`{source}`: {number} {number|meeting goes|meetings go} on past midnight and \
         {number|is a gathering|are gatherings} of the day on which {number|it begins|they \
         begin} alone (first on {place})",
    ),
    (
        "source-note-uncertain",
        "`{source}`: at `{word}` it is not certain how many come, so `people` is blank; \
         `people_least` and `people_most` say how many (first on {place})",
    ),
    (
        "source-note-void",
        "`{source}`: {number} {number|record is|records are} left out as void: {word} (first \
         on {place})",
    ),
    (
        "source-plan-help",
        "what was planned gives way; correct the plan if it still stands",
    ),
    ("source-plans", "a plan says"),
    ("source-proves", "a device proves"),
    (
        "source-person-help",
        "write `value`, which is the id, or `display`, which is the name",
    ),
    (
        "source-recurs",
        "the meeting recurs by `{rule}`, which this version does not work out",
    ),
    (
        "source-recurs-help",
        "export the calendar with each occurrence by itself, or take the meeting out of it",
    ),
    (
        "source-recurs-forever",
        "the meeting recurs by `{rule}` without an end, and nothing says until when it is \
         asked for",
    ),
    (
        "source-recurs-forever-help",
        "write `covers` in facts.yaml: from which day through which the facts speak",
    ),
    (
        "source-recurs-number",
        "the meeting recurs by `{rule}`, which is never, or more often than 10,000 times",
    ),
    ("source-rtlog", "`{source}`: the line has no `time=`"),
    (
        "source-rtlog-help",
        "lines of this source are `key=value` with tabs between; take them off the device \
         anew",
    ),
    ("source-setting-odd", "`{source}`: `{key}` is not what it must be"),
    ("source-states", "a record says"),
    (
        "source-stranger",
        "`{source}`: nobody of the register is `{id}`, which {number} {number|record has|records \
         have}",
    ),
    (
        "source-stranger-help",
        "add them to the register; or leave them out by `strangers: [{id}]`, or all such by \
         `strangers: left-out`",
    ),
    ("source-text-help", "write one text"),
    ("source-texts-help", "write one text, or several in a list"),
    ("source-tzid", "`{source}`: `{zone}` is no zone that is known"),
    (
        "source-tzid-help",
        "say under `zones` which IANA zone it is, such as `{zone}: Asia/Ho_Chi_Minh`",
    ),
    ("source-unknown", "there is no source `{name}` of `{table}`"),
    ("source-unnamed", "what stands below `from` does not say of which system it is"),
    ("source-place", "nothing says what kind of place the `LOCATION` of this meeting is"),
    (
        "source-place-help",
        "name its text under `places`, such as `\"Hall 2\": other`; a meeting without bodies \
         is `online`",
    ),
];
