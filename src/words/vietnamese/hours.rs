//! What is said of reading clock times, in Vietnamese.

use super::Entries;

pub(crate) const HOURS: Entries = &[
    ("clock-form", "`{text}` không phải là giờ; hãy viết theo dạng HH:MM, đến 24:00"),
    (
        "until-and-through",
        "`until` kết thúc trước giờ đó, `through` kết thúc cùng giờ đó; hãy viết một \
         trong hai",
    ),
    ("hours-of-limits", "`hour` và `moment` là từ của `limit`; hãy hỏi giờ bằng `time`"),
    (
        "sum-in-hours",
        "số trong dòng của người không được cộng theo giờ hay thời điểm; hãy đếm người",
    ),
    (
        "row-in-hours",
        "một cuộc tụ họp hay một lượt khách không phải là đám đông thay đổi theo giờ; \
         hãy bỏ cột đó khỏi `per`, hoặc bỏ `hour` hay `moment`",
    ),
    (
        "passes-in-moments",
        "`moment` gồm những ai đang ở đó; người đến hay đi được đếm theo `hour`",
    ),
    (
        "base-of-hour",
        "tỷ lệ theo giờ là tỷ lệ của số người trong ngày, không của dòng nào khác",
    ),
    (
        "lasting-of-units",
        "`lasting` hỏi dòng kéo dài bao lâu, của người, lượt khách hoặc cuộc tụ họp; \
         đơn vị thì không có",
    ),
    (
        "lasting-of-passes",
        "người đến hay đi chỉ trong một phút; `lasting` được hỏi về những ai đang ở đó",
    ),
    (
        "lasting-in-moments",
        "tại một thời điểm không gì kéo dài; hãy hỏi theo ngày, theo `hour` hoặc theo \
         thời gian dài hơn",
    ),
    (
        "lasting-beyond",
        "dài hơn ô: một giờ có 60 phút, một ngày, cũng như một lượt khách hay một cuộc \
         tụ họp, có 24 giờ",
    ),
    ("no-hours", "khoảng này kết thúc ngay khi bắt đầu, nên không có gì trong đó"),
];
