//! The register of codes: one entry each, and nowhere else.
//!
//! E1 bytes · E2 YAML · E3 the language · E4 days and windows · E5 tables and facts ·
//! E7 other systems · W the same, as warnings. A code is never reused for another meaning.

register! {
    NotUtf8 "E101" "the file is not UTF-8"
        "Rule files, `facts.yaml` and tables are UTF-8 text, with or without a \
         byte-order mark. Save the file as UTF-8.";
    Utf16 "E102" "the file is UTF-16 or UTF-32"
        "The file begins with the mark of UTF-16 or UTF-32, as spreadsheets and old editors \
         write it. Save it as UTF-8.";
    ControlCharacter "E103" "a control character"
        "Control characters and exotic line separators show differently in every \
         program, and some move what a reader sees. Remove the character; it often \
         comes from copying out of another program.";
    BidiControl "E104" "a bidirectional control"
        "Such a character makes text show in another order than it is read in, so that \
         a reviewer sees another rule than the one that is judged. Remove it.";
    LookAlikeLetter "E106" "a letter that looks like another"
        "A Cyrillic or Greek letter within a Latin word, or the Icelandic `Ð` within \
         Vietnamese text, looks like the usual letter and is another: the rule would \
         match nobody. Type the word anew.";
    InvisibleCharacter "E107" "an invisible character"
        "Two words that look alike would differ, and a rule would match nobody. Remove \
         the character, or put an ordinary space in its place.";
    Syntax "E201" "the YAML cannot be read"
        "The file breaks the grammar of YAML here, so nothing after it can be trusted \
         and reading ends. Mend this place first; further faults show afterwards.";
    Anchor "E202" "an anchor or alias"
        "Anchors (`&name`) and aliases (`*name`) let one place of a file stand for \
         another; whoever reads a rule aloud must see all of it where it stands. Write \
         the thing out, or name a group.";
    MergeKey "E203" "a merge key"
        "`<<` draws keys in from elsewhere, and YAML readers disagree about what it \
         does. Write the keys out.";
    Tag "E204" "a tag"
        "Tags (`!name`) ask a reader to build something else than what is written. \
         Rule files hold text, numbers, lists and mappings only; remove the tag.";
    DuplicateKey "E205" "a key given twice"
        "One of the two values would be lost, and readers disagree which. Keys are \
         compared in Unicode NFC. Keep one of them.";
    TooDeep "E206" "too many levels"
        "More than 16 levels in each other cannot be read by anybody, and are a known \
         way to exhaust a program. Name a part as a group.";
    SeveralDocuments "E207" "more than one document"
        "A rule file holds one document, so that nobody overlooks the second. Put each \
         into its own file.";
    FileTooLarge "E208" "the file is too large"
        "A rule file has at most 1 MiB and 20 000 lines. Facts belong into tables; \
         several directives into several files.";
    TextTooLong "E209" "a text is too long"
        "A line has at most 1024 characters, a text 4096 bytes, a key 128 characters. \
         Break prose over several lines, or quote only what matters.";
    TooManyNodes "E210" "the file has too many values"
        "A rule file has at most 100 000 values. Facts belong into tables; several \
         directives into several files.";
    YamlDirective "E211" "a YAML directive"
        "Lines that begin with `%` change how YAML is read. Rule files are always YAML \
         1.2; remove the line.";
    KeyNotText "E212" "a key that is not text"
        "Readers of YAML disagree about keys that are numbers, lists or nothing. \
         Clause numbers and the like are written in quotes.";
    Tab "E213" "a tab used for indentation"
        "A tab is as wide as each editor pleases, so levels would look other than they \
         are. Use spaces.";
    TooManyFaults "E214" "too many faults"
        "Only the first 200 faults of a file are told. Mend these first; often one of \
         them explains the rest.";
    UnknownKey "E301" "an unknown key"
        "A key that nobody reads would be a rule that nobody checks, so unknown keys \
         are refused. The help says which key may be meant, or which keys stand here.";
    MissingKey "E302" "something is missing"
        "The rule says too little to be judged. The message names the key that is \
         wanted here.";
    WrongShape "E303" "a value of another kind is wanted"
        "A text, a number, a list and a mapping are told apart, and nothing is \
         converted silently. Write what the message asks for.";
    MustBeQuoted "E304" "a value that programs read differently"
        "`010`, `1.10`, `0x1F`, `1_000`, `true` or `10:30` are numbers, times or truth \
         values to some readers of YAML and text to others. In quotes they are text \
         for all; numbers are written in plain decimal digits.";
    NumberOutOfRange "E305" "a number out of range"
        "Numbers have limits, so that every comparison stays exact. The message names \
         the range.";
    BadShare "E307" "a share that means nothing"
        "A share is written `50%`, `1/3`, `1 per 4` or `8 per 1000`, and is exact: 33% \
         is not 1/3. Its lower part is not zero; people are counted whole.";
    DuplicateId "E308" "a name given twice"
        "Two things with one name cannot be told apart in findings, citations and \
         acts. Rename one of them.";
    UnknownName "E309" "a name that nothing bears"
        "Whatever a rule names must be defined: a group, a rule, a clause, a column, a \
         directive. The help says which name may be meant.";
    Cycle "E310" "something defined by itself"
        "A group that contains itself, or a window taken from itself, says nothing. \
         Break the circle where it was not meant.";
    Empty "E311" "something empty"
        "An empty list, matcher or text would silently mean nobody or everybody. Write \
         what is meant, or leave the key out.";
    BadName "E312" "not a name"
        "Directives, rules and groups are named `[a-z][a-z0-9-]*`, fields \
         `[a-z][a-z0-9_]*`, at most 64 letters. Names stand in reports, file names and \
         command lines; prose stands in `title` and `gist`.";
    NewerLanguage "E313" "a newer version of the language"
        "The file is written in a version of the rule language that this program does \
         not know, and may mean something else by the same words. Use a newer program.";
    NoValue "E314" "a key without a value"
        "A missing value could mean none, all or not yet; so nothing is guessed. \
         Within braces a comma ends a value: prose that holds a comma is quoted.";
    UnknownField "E316" "an unknown field"
        "A matcher names a column that no table has. Mend the name, or declare the \
         column under `fields`.";
    UnknownWord "E317" "a word that may not stand here"
        "Only certain words may stand here, and this is none of them; it would match \
         nobody. The help says which word may be meant.";
    ShareWithoutBase "E318" "a share of nothing"
        "Nothing is \"per cent of something\": half of those at work and half of all \
         on the register are different rules. Say under `of` of whom the share is.";
    Conflict "E320" "two things that exclude each other"
        "Only one of the two can hold here, and it would be a guess which. Keep one, \
         or write two rules.";
    NotHere "E321" "not to be asked here"
        "The word exists, but not here: `when` and `unless` are asked of a cell and \
         never of people, columns belong to their tables, day words need a cell of a \
         day. The message says what is missing.";
    NameTaken "E322" "a name that is taken"
        "A field has one home, so that a reader always knows whose `grade` is meant; \
         and the words of the language are no names. Choose another name.";
    FieldTypes "E323" "two files declare a field differently"
        "Rule files are read together, and one column cannot hold two kinds of thing. \
         Let both files declare the same type, or name the fields apart.";
    DecimalComma "E324" "a decimal comma"
        "In YAML a comma separates the members of a list. Decimals are written with a \
         point.";
    NotAllowed "E325" "an `allow` of what cannot be allowed"
        "`allow` lets a warning of rule files stand, with the reason. Errors refuse the \
         file, and what is told of tables and registers is not the rule's. \
         `allow: { E301: … }` is wrong; mend the error, or write the code of a warning: \
         `allow: { W306: \"the order itself says at most 100%\" }`.";
    NotADay "E401" "not a calendar day"
        "The calendar has no such day. Days go from 1900-01-01 to 9999-12-31.";
    DayForm "E402" "a day written in another form"
        "`12/01/2026` is 12 January to one reader and 1 December to another. Days are \
         written YYYY-MM-DD.";
    BackwardWindow "E403" "a window that ends before it begins"
        "Nothing could ever fall into it. Look at both ends; a year is easily mistaken.";
    NoWindow "E406" "a rule that is never in force"
        "Without `in_force` of the document or of the rule nobody knows when it holds, \
         so it would never be judged.";
    InstantForm "E407" "an instant written in another form"
        "Instants are written YYYY-MM-DDTHH:MM, without seconds or zone; the zone is \
         the document's.";
    DayWanted "E408" "a clock time where a day is wanted"
        "A day has no clock time and no zone: 23:00 on one day in London is the next \
         in Hanoi. Write the day alone, or `until` with an instant.";
    ActTooEarly "E421" "an act on a document that was not yet known"
        "A document cannot act on one that was issued after it. One of the two days of \
         issue is mistaken, or the acting file is another than was meant.";
    ActsClash "E422" "two acts whose order is not known"
        "Both act on the same, and what holds in the end depends on which came last. \
         Documents issued on one day, or acts of one file, do not say so.";
    LapsedWithoutFrom "E423" "an extension of what had ended"
        "When the document was issued, what it extends had already ended. Only `from` \
         says whether the days between were covered: the day after the old end closes \
         the gap, a later day leaves it open.";
    TooManyConditions "E424" "too many acts that are done in some cells only"
        "Each act with `when` or `unless` doubles the ways in which the documents may \
         stand to each other. Say in one rule which cells it is asked of.";
    NoClauses "W301" "a directive without clauses"
        "`clauses` lists every clause of the text, so that somebody can see which of \
         them no rule carries out; without it citations are not checked either.";
    ClauseMissing "W302" "a clause that nothing carries out"
        "No rule cites the clause, and it does not say why none could. Write a rule, \
         or `not_checked` with the reason.";
    NoCitation "W303" "a rule that cites no clause"
        "Whoever is told of a finding will ask which clause demands it. Add `cites`.";
    GroupUnused "W304" "a group that nothing uses"
        "The group may have been meant to stand in a rule; a slip there would judge \
         other people than the text means. Use it, or take it out.";
    FieldUnused "W305" "a field that nothing reads"
        "Facts need not have the column. Use the field, or take it out.";
    NeverBinds "W306" "a bound that can never bind"
        "Whatever the roster, the rule holds: no more than 100% of the base, no fewer \
         than none. Look at the comparator and the amount.";
    NeverMet "W307" "a bound that can never be met"
        "Whatever the roster, the rule fails. Look at the comparator and the amount.";
    ExemptsEverybody "W308" "an exemption of everybody"
        "If everyone is left out, nobody is left to be counted, and the rule says \
         nothing. Name the group that is meant.";
    NoRules "W309" "a file without rules"
        "The file lends its dates to other documents and judges nothing.";
    RuledAndNotChecked "W310" "a clause both ruled and not checked"
        "`not_checked` says that no rule can carry the clause out, but one cites it. \
         Take one of them back.";
    NoBase "W311" "a base that nothing uses"
        "`of` is what a share is a share of; the bound is a number, so `of` changes \
         nothing. Write a share, or take `of` out.";
    MatchesNobody "W312" "something that can match nobody"
        "What is asked excludes itself, so a group stays empty, or a rule is asked of \
         nobody and never says a word. `{ group: seniors, grade: { at_most: 12 } }` is \
         wrong where seniors are those above grade 12, and so is `unless` that repeats \
         `when`. Look at `not`, at the ends of numbers and dates, and at what the groups \
         themselves say.";
    SaysTheSame "W313" "two rules that say the same"
        "Each fault is found twice. One may be a copy in which something was to be \
         changed: a cap of clause 1 and its copy for clause 2, both `at_most: 50%`. \
         Change what was meant, or let one rule cite both clauses.";
    Unfelt "W314" "a rule that is never felt beside another"
        "Whoever keeps the stricter rule keeps this one too: `at_most: 50%` says nothing \
         beside `at_most: 25%` of the same people. Look whether one of them was meant \
         for other people, places or days; `when` and `unless` say so.";
    NoRoom "W315" "a cap beside a floor that leaves no room"
        "Whatever the roster, one of the two rules is broken: `at_most: 25%` and \
         `at_least: 75%` of the same people, or just half of a unit with an odd number. \
         Look at `status` and the comparators; where the text means just half, it lets \
         one rule round `up` and the other `down`.";
    RestBetween "W316" "a rest that lies between two periods"
        "`shortest_rest` looks at pauses within its period alone: with `per: week` the \
         night from Sunday to Monday is nobody's. Write `per: { rolling: 7 days }`, or a \
         longer period such as `per: month`.";
    BaseOfThoseThere "W317" "a share of those who happen to be there"
        "At a moment, or in an hour, of a site, room, team or shift only those are in \
         the base whom a row puts there, so that half of them is half of whoever came: \
         `at_most: 50%, of: everyone, per: [site, moment]`. Write `[office, moment]` or \
         `[unit, moment]`, whose people are those of the register.";
    NeverPasses "W318" "a rule that never passes"
        "`per: window` asks all days of a window at once, and this one has no end: some \
         day still to come may break what was kept so far, so that nobody ever passes. \
         `longest_run: …, at_most: 5 working days, per: window` wants an end in \
         `in_force`, or a period such as `per: month`.";
    AllowUnused "W319" "an `allow` that silences nothing"
        "What it lets stand is not told here. The rule was mended since, or the code is \
         another: `allow: { W306: … }` on a rule that binds. Take it out, or write the \
         code that is told.";
    AdviceCited "W320" "advice cited as if it bound"
        "The rule is `must` and cites a clause that its own document carries out by \
         `should` or `may` alone: `cites: order-7-2021#4` where clause 4 only advises. \
         Write `force: should`, or cite the clause that binds.";
    NoIssueDate "W401" "no day of issue"
        "Without `issued` or `signed` nobody knows from when on the directive was \
         known; then its first day in force counts.";
    OpenEnd "W402" "a window without an end"
        "The directive holds for good. If the text says so, write `until: \
         further-notice`.";
    OpenBeginning "W403" "a window without a beginning"
        "The directive holds for all days before its end, even years before it was \
         written. Add `from`.";
    OutsideDocument "W404" "a rule that holds outside its document"
        "The rule's own window reaches beyond the document's. It will be judged there \
         too; look whether that is meant.";
    PassedBeforeIssue "W405" "a window that had passed when it was issued"
        "The last day in force lies before the day of issue, so nobody could have known \
         of any day of it: `issued: 2021-03-16` beside `through: 2021-03-02`. Look at the \
         years.";
    Gap "W406" "a window that opens a gap"
        "Between the end of one window and the beginning of the next lie a few days on \
         which nothing holds: through 30 April, then `from: 2021-05-02`. Write the day \
         after the old end, or allow the gap with the reason.";
    SignedLater "W407" "issued before it was signed"
        "A document becomes known when it is signed or later: `issued: 2021-02-15` beside \
         `signed: 2021-12-15` is a slip in one of the two.";
    NotLoaded "W421" "an act on a document that was not given"
        "The act is not done, since there is nothing to do it to. Give the file of the \
         other document too.";
    ActOutside "W422" "an act outside its own document"
        "An act is done if its document is in force then; by its own window this one \
         is not, so the act is never done.";
    ActWithoutEffect "W423" "an act that changes nothing"
        "What it acts on does not hold then, by its own text or by what was done to it \
         before. Look at `from`, and at the documents between.";
    ReplacesNothing "W424" "a rule in the place of one that had lapsed"
        "A rule put by `replace` keeps the window of what it replaces; where that has \
         passed by then the new rule never holds: `replace` from May of a rule through \
         April. Give the new rule its own `in_force`, or `extend` the old one.";
    Infeasible "W431" "rules that cannot be kept together"
        "Whatever roster is drawn up for the people of the register, one of these rules \
         is broken. Look which of them the text means to give way: `exempt`, `unless`, \
         or an act of a later document says so.";
    MaybeInfeasible "W432" "rules of which nobody knows whether they can be kept together"
        "There are more rosters than can be tried, so a clash may be there and not be \
         told. Ask of fewer rules, or of fewer days.";
    TooManyMarks "E105" "too many marks on one letter"
        "No language puts more than four combining marks on one letter; such a text is \
         damaged or hostile.";
    LegacyEncoding "E108" "the file is in an encoding of old Vietnamese fonts"
        "TCVN3 (ABC) and VNI are fonts rather than encodings: the bytes alone do not \
         say which letters are meant. Convert the file to UTF-8 with a tool that knows \
         the font.";
    FarYear "E404" "a year that nobody means"
        "Years go from 1900 to 2200. Years near 2560 are of the Buddhist era. Only 9999 \
         is taken as never.";
    Header "E501" "the header does not fit"
        "The first line of a table names its columns: each once, without spaces around, \
         and those that the table must have. Where the file has other names, `columns` \
         in `facts.yaml` says which is which.";
    FieldCount "E502" "a row with too few or too many cells"
        "Every row has as many cells as the header. A cell that holds the delimiter \
         stands in double quotes.";
    UnclosedQuote "E503" "a quote that is never closed"
        "A cell that begins with a double quote ends with one; all that follows would \
         be swallowed.";
    StrayQuote "E504" "a quote in the wrong place"
        "A double quote stands at the beginning and end of a cell, or twice within one. \
         Backslashes do not escape.";
    LongCell "E506" "a cell too long"
        "A cell holds at most 4096 bytes.";
    TooMuch "E507" "a table too large"
        "A table has at most 256 columns, 1 MiB a line and 4 GiB; line ends do not follow \
         each other for ever. More is mostly a file of another kind.";
    TwoStatuses "E509" "two statuses at one instant"
        "At one instant a person has one status. A row without clock times covers its \
         whole day.";
    Delimiter "E510" "another delimiter"
        "Tables are separated by commas, unless `facts.yaml` names another `delimiter` \
         for the table.";
    WordWithoutMeaning "E511" "a word without a meaning"
        "The column takes one of a list of words. `codes` in `facts.yaml` says what \
         other words mean.";
    Mangled "E512" "a cell that is not as it was typed"
        "Spaces around a value make it a different one, and spreadsheets shorten long \
         numbers beyond repair.";
    NotOnRegister "E514" "attendance of somebody who is not on the register"
        "The `people` table is the register. Who has a row of attendance must be in it \
         on that day, or the numbers of the office are wrong.";
    CommaInNumber "E515" "a decimal comma"
        "Decimals are written with a point, without signs between thousands.";
    Number "E516" "not a number, or none that can be"
        "Numbers are digits, with a point and at most nine digits after it. Hours lie \
         between 0 and 24; people are whole.";
    NoRows "E517" "attendance without any row"
        "A table of attendance without rows looks like an export that went wrong; \
         nothing can be judged by it.";
    Blank "E518" "a blank where there must be a value"
        "Without it the row concerns nobody, or no day. Rows left over by a spreadsheet \
         are deleted.";
    Overlap "E519" "rows that hold on the same day"
        "A person belongs to one unit at a time, and a unit has one row at a time. End \
         the first row the day before the second begins.";
    UnitTree "E520" "the unit tree does not hold together"
        "Each `parent` is a unit of the table, and no unit is above itself.";
    UnknownUnit "E521" "a unit that is not known"
        "Units named by people, attendance, gatherings, visits, records and grants are \
         rows of `units` where that table is given.";
    Holder "E522" "of nobody, or of two"
        "A record is of exactly one person, unit, visit, gathering or locality; a grant \
         of one person or unit.";
    UnknownHolder "E523" "of somebody or something that is not known"
        "The person of a record or grant is on the register or has attendance; its \
         visit or gathering has a row.";
    IdTwice "E524" "two rows under one name"
        "Gatherings, visits and grants are named once each; a place has one level of a \
         series at a time; a day is of one kind.";
    Column "E525" "a column is missing"
        "A rule reads a column that no table has, or `facts.yaml` speaks of a column \
         that the table cannot have.";
    NoFacts "E526" "no facts, or no days"
        "Without a table nothing can be judged; and the days for which the facts speak \
         come from `covers` or from dated rows.";
    Backward "E527" "an end before its beginning"
        "The last day does not lie before the first; a stretch of clock time does not \
         end when it begins.";
    NotARow "E528" "a struct that is no row"
        "A row is a flat struct or map: each field a text, number, `bool` or nothing. \
         Several tags are one text with `;` between.";
    NotARule "E529" "not the name of a rule"
        "A grant names a rule as `directive/rule`, or by its bare id.";
    NotAClock "E530" "not a clock time"
        "Clock times are `HH:MM`, from 00:00 to 24:00.";
    UnknownTable "E531" "no such table"
        "The tables are people, units, attendance, gatherings, visits, records, grants, \
         levels and calendar.";
    NotATable "E601" "the file is no text"
        "Rule files are YAML and tables are CSV. A spreadsheet or an archive under \
         another ending is still a spreadsheet or an archive.";
    UnknownSource "E701" "no such source"
        "`from` in `facts.yaml` names one of the systems that docs/sources/ lists.";
    SourceSetting "E702" "a source is not told what it needs"
        "What a file does not say is never guessed: `facts.yaml` says it beside `source`.";
    SourceRecord "E703" "a line or record that its source does not write"
        "A line that is cut may hide others that are missing. Export the file anew.";
    SourcesDisagree "E704" "two sources contradict each other"
        "Correct one of them; or say by `conflicts` what is to become of it.";
    Recurrence "E705" "a meeting whose days cannot be told"
        "Each occurrence is a gathering of its own, so all of them must be known.";
    NotNormalised "W105" "text that was not in NFC"
        "One letter can be stored in two ways that look the same. Values are compared \
         in NFC, so both are read as one.";
    Garbled "W108" "text read in a wrong encoding"
        "Letters such as `á»` or `V¨n` arise when a text is read in a wrong encoding \
         and saved again. The names are compared as they stand.";
    ByteOrderMark "W110" "a byte-order mark"
        "Spreadsheets begin UTF-8 files with an invisible mark. It is skipped.";
    ToneOnly "W116" "two values that differ only in where the tone stands"
        "`Hòa` and `Hoà` are two ways to write one syllable, but two different texts.";
    CaseOnly "W513" "two values that differ only in case"
        "Values are compared as written, so `P001` and `p001` are two people.";
    NoRowsWarning "W517" "a table without rows"
        "A table with a header alone says that nothing of the kind happened. If that is \
         not meant, the export went wrong.";
    Repetition "W519" "a row that repeats another"
        "An exact repetition counts once.";
    Disagreement "W704" "two sources contradict each other, and it is settled"
        "Plans give way to what happened; the rest is settled as `conflicts` says.";
}
