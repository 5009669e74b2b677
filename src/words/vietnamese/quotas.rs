//! What is said of reading quotas and their periods, in Vietnamese.

use super::Entries;

pub(crate) const QUOTAS: Entries = &[
    (
        "sum-of-rows",
        "tổng qua các dòng chấm công không nhận `{key}`; hãy nói ngay trong điều kiện \
         chọn của tổng là những dòng nào, hoặc viết định mức",
    ),
    ("quota-of-people", "định mức được hỏi về người, không hỏi về {subject}"),
    (
        "no-quota-measure",
        "định mức không đo gì; hãy viết `days`, `times`, `hours`, `sum`, \
         `longest_run`, `shortest_rest` hoặc `longest_rest`",
    ),
    ("two-quota-measures", "`{one}` và `{two}` trong một định mức; hãy viết hai quy tắc"),
    (
        "quota-without-period",
        "định mức cần một kỳ; hãy thêm từ chỉ thời gian như `week`, hoặc `rolling: 28 \
         days` trong ngoặc nhọn",
    ),
    (
        "quantity-form",
        "`{text}` không phải là mức của `{measure}`; hãy viết một số kèm đơn vị đo như \
         `{example}`, hoặc một tỷ lệ như `50%`",
    ),
    ("minutes-form", "`{text}` không phải là độ dài như `30 min` hoặc `11 h`"),
    (
        "no-effect",
        "`excuse` không làm gì; hãy viết `lengthens`, `shrinks` hoặc `credits`",
    ),
    ("two-effects", "`{one}` và `{two}` trong một `excuse`; hãy viết một"),
    (
        "credit-form",
        "`{text}` không phải là mức mà một ngày được tính; hãy viết `8 h` hoặc `1 days`",
    ),
    ("of-without-share", "`of` chỉ dùng cho tỷ lệ; hãy bỏ đi, hoặc viết mức thành tỷ lệ"),
    (
        "rest-is-a-floor",
        "`{measure}` được giới hạn từ dưới; hãy viết `at_least` hoặc `above`",
    ),
    ("no-share-of-this", "`{measure}` không có tỷ lệ; hãy viết độ dài"),
    ("no-mean-of-this", "`{measure}` không có bình quân; hãy bỏ các cột khỏi `per`"),
    (
        "no-excuse-of-this",
        "`excuse` không đi cùng `{measure}`; hãy loại những ngày đó ngay từ đầu",
    ),
    (
        "share-shrinks-itself",
        "tỷ lệ tự giảm theo tổng số; hãy loại những ngày đó khỏi `of`",
    ),
    ("gap-of-rests", "`gap` chỉ đi cùng `shortest_rest`"),
    ("exactly-of-whole", "`exactly` chỉ đi cùng `days` hoặc `times` của từng người"),
    ("no-average-of-this", "`{measure}` không có bình quân; hãy bỏ `a week`"),
    (
        "rolling-hours",
        "`rolling` theo giờ đi cùng định mức `hours`, `at_most` hoặc `below` một số \
         giờ, của từng người; hãy viết theo ngày",
    ),
    ("rolling-from", "`rolling` không có `from`; kỳ kết thúc vào từng ngày được hỏi"),
    ("every-from", "`every` cần ngày bắt đầu của kỳ đầu tiên; hãy thêm `from`"),
    (
        "rolling-or-every",
        "kỳ là `rolling: 28 days`, hoặc `every: 17 weeks` với `from: 2021-01-04`",
    ),
];
