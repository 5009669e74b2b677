//! What is said of rules that cannot be kept together.

use super::Entries;

pub(crate) const CLASHES: Entries = &[
    (
        "clash-one",
        "không thể thực hiện {first}{where} {when}, dù bố trí người thế nào: {why}",
    ),
    (
        "clash-two",
        "không thể đồng thời thực hiện {first} và {second}{where} {when}: {why}",
    ),
    ("clash-several", "không thể đồng thời thực hiện {rules}{where} {when}: {why}"),
    (
        "clash-cap",
        "`{rule}` cho phép {allowed}{of}{where}, mà các quy tắc khác để lại không dưới \
         {count}",
    ),
    (
        "clash-floor",
        "`{rule}` đòi hỏi {allowed}{of}{where}, mà các quy tắc khác để lại không quá \
         {count}",
    ),
    (
        "clash-cap-alone",
        "quy tắc cho phép {allowed}{of}{where}, mà không bao giờ có dưới {count}",
    ),
    (
        "clash-floor-alone",
        "quy tắc đòi hỏi {allowed}{of}{where}, mà không bao giờ có quá {count}",
    ),
    ("clash-and", "{left}; {right}"),
    ("clash-rule", "`{rule}`"),
    ("clash-rule-of-clause", "`{rule}` (điểm, khoản {clauses})"),
    ("clash-rule-of-clauses", "`{rule}` (các điểm, khoản {clauses})"),
    ("clash-none", "không ai"),
    ("clash-on", "vào ngày {day}"),
    ("clash-from", "từ {from} đến {through}"),
    ("clash-of", " trên {base}"),
    ("clash-binds", "`{rule}` ràng buộc {people}{where}"),
    ("clash-also", "mâu thuẫn với quy tắc này"),
    (
        "clash-help",
        "hãy viết rõ quy tắc nào nhường quy tắc nào, bằng `exempt`, `unless` hoặc một \
         tác động của văn bản; nếu để nguyên thì bố trí người thế nào cũng vi phạm",
    ),
    (
        "clash-undecided",
        "chưa thể kết luận có đồng thời thực hiện được {rules} {when} hay không: có quá \
         nhiều khả năng để thử hết",
    ),
    ("left-out", "`{rule}` không được xét đến: {why}"),
    ("left-out-advice", "không theo khuyến nghị thì không phải là vi phạm"),
    (
        "left-out-kind",
        "định mức theo kỳ và việc tách nhóm được thực hiện qua nhiều ngày và nhiều dòng, \
         mà chưa có bảng bố trí",
    ),
    ("left-out-records", "quy tắc đòi hỏi hồ sơ, mà bố trí người không tạo ra hồ sơ"),
    ("left-out-time", "các ô của quy tắc không phải từng ngày"),
    ("left-out-row", "các ô tùy thuộc vào nội dung của dòng, mà chưa có dòng nào"),
    ("left-out-subject", "quy tắc không chỉ xét số người, hoặc cộng một con số"),
    (
        "left-out-field",
        "quy tắc xét giờ, nơi chốn hoặc danh sách trong dòng, không thể thử hết",
    ),
    ("left-out-no-table", "quy tắc cần một bảng không được cung cấp"),
];
