//! What is said of rosters that two laws judge differently, in Vietnamese.

use super::Entries;

pub(crate) const WITNESSES: Entries = &[
    (
        "witness-apart",
        "{people} người trong một đơn vị vào ngày {day}: bản cũ {old} họ, bản mới \
         {new} họ",
    ),
    (
        "witness-apart-days",
        "{people} người trong một đơn vị: ngày {day} quy tắc {old} họ, ngày {new_day} \
         {new} họ",
    ),
    ("witness-passes", "cho đạt"),
    ("witness-fails", "cho là vi phạm"),
    ("witness-silent", "không hỏi đến"),
    ("witness-alike", "không cách bố trí nào phân biệt được{numbers}"),
    (
        "witness-alike-up-to",
        "không cách bố trí nào đến {people} người phân biệt được{numbers}; chưa thử \
         nhiều hơn",
    ),
    ("witness-numbers", " khi các con số của đơn vị là số nguyên và không quá {numbers}"),
    (
        "witness-undecided",
        "chưa kết luận được có cách bố trí nào phân biệt hay không: có quá nhiều khả \
         năng để thử hết",
    ),
    ("witness-left-out", "không tìm cách bố trí nào: {why}"),
    (
        "witness-left-out-kind",
        "định mức và việc tách nhóm được xét qua nhiều ngày và nhiều dòng",
    ),
    ("witness-left-out-records", "quy tắc đòi hỏi hồ sơ"),
    (
        "witness-left-out-time",
        "các ô không phải từng ngày, hoặc tổng số là của ngày khác",
    ),
    (
        "witness-left-out-cell",
        "các ô là địa điểm, phòng, cột đã khai báo, lượt khách hoặc cuộc tụ họp",
    ),
    ("witness-left-out-subject", "quy tắc không chỉ xét số người, hoặc cộng một con số"),
    (
        "witness-left-out-field",
        "quy tắc xét tên, giờ hoặc nơi trong dòng, hoặc hai bản khai báo một cột khác \
         nhau",
    ),
    ("witness-left-out-headcount", "quy tắc đọc tổng số người"),
    ("witness-left-out-level", "quy tắc đọc cấp độ"),
    ("witness-left-out-part-day", "quy tắc không có hiệu lực trọn ngày nào"),
    ("flips-none", "không phát hiện nào có kết quả khác"),
    ("flips", "{count} phát hiện có kết quả khác"),
    ("flips-nothing", "không đánh giá"),
];
