//! What is said of reading levels, in Vietnamese.

use super::Entries;

pub(crate) const LEVELS: Entries = &[
    ("column-level", "`{column}` là cấp độ, mà cấp độ không tạo thành ô"),
    ("column-level-help", "hãy hỏi cấp độ trong `when`, theo từng ô"),
    ("level-at-day", "`level_at` chọn giữa các ngày, mà các ô này là từng ngày"),
    ("level-at-day-help", "hãy bỏ đi"),
    ("level-elsewhere", "`{field}` được đọc tại `{at}`, không thể hỏi về {subject}"),
    ("level-of-days", "`{field}` có thể thay đổi trong một ô dài hơn một ngày"),
    (
        "level-of-days-help",
        "hãy viết `level_at: start` hoặc `level_at: end` bên cạnh loại quy tắc",
    ),
    ("level-place", "`{field}` không phải là trường chữ dẫn đến một nơi"),
    (
        "level-place-help",
        "hãy viết `locality`, `unit`, `site`, hoặc một trường chữ đã khai báo ở trên",
    ),
    ("want-level-place", "trường chứa nơi đó"),
];
