//! What is said of reading separations, in Vietnamese.

use super::Entries;

pub(crate) const SEPARATIONS: Entries = &[
    ("want-by", "một cột như `team`, `shift` hoặc `site`"),
    ("by-time", "`{word}` là thời gian, không có giá trị để tách; hãy viết một cột"),
    (
        "by-in-per",
        "`{column}` là cột của `per`, nên mỗi ô chỉ có một giá trị của cột; hãy bỏ cột \
         khỏi `per`",
    ),
    (
        "rows-never-meet",
        "không có từ chỉ thời gian thì mỗi dòng của {subject} là một ô riêng, trong đó \
         không gì gặp nhau; hãy thêm một từ như `day` vào `per`",
    ),
    (
        "separate-passages",
        "việc tách người đến hoặc người đi khỏi người khác chưa được hỗ trợ",
    ),
    (
        "separate-passages-help",
        "hãy hỏi người với `gap`: từ lúc họ đến đến lúc họ đi, không ai khác được ở đó",
    ),
    ("gap-form", "`{text}` không phải là khoảng cách như `30 min`, `2 h` hoặc `1 days`"),
    ("gap-of-times", "{subject} không có giờ để giữa chúng có `gap`; hãy bỏ đi"),
    (
        "gap-of-days",
        "trong ô một ngày không có ngày nào ở giữa; hãy viết từ chỉ thời gian dài hơn \
         như `week`, hoặc bỏ `gap`",
    ),
];
