//! What is said of tables out of other systems, in Vietnamese.

use super::Entries;

pub(crate) const SOURCES: Entries = &[
    (
        "source-adms-columns",
        "dòng do máy đẩy lên có PIN, thời điểm, trạng thái và phần tiếp theo, ngăn \
         bằng dấu tab; dòng này không có đủ",
    ),
    (
        "source-adms-columns-help",
        "hãy chỉ đưa nội dung các yêu cầu có `table=ATTLOG`; tệp chép bằng USB thuộc \
         nguồn `zkteco-attlog`",
    ),
    (
        "source-attlog-columns",
        "dòng của `attlog.dat` có 6 hoặc 11 cột, dòng này thì không",
    ),
    (
        "source-attlog-columns-help",
        "hãy lấy lại tệp từ thiết bị; dữ liệu do máy đẩy lên thuộc nguồn \
         `zkteco-adms`, dòng `key=value` thuộc nguồn `zkteco-rtlog`",
    ),
    ("source-cell-extra", "có ghi gì đó ở một ngày mà tháng này không có"),
    ("source-cell-extra-help", "hãy để trống ô, hoặc sửa `month` trong facts.yaml"),
    ("source-code", "`{source}`: mã `{code}` chưa có nghĩa"),
    (
        "source-code-help",
        "hãy ghi nghĩa dưới `codes`, ví dụ `\"{code}\": remote`; từng nửa ngày thì ghi \
         `[leave, worked]`",
    ),
    (
        "source-code-near-help",
        "có phải là `{near}` không? nếu không, hãy ghi nghĩa của `{code}` dưới `codes`",
    ),
    ("source-codes-help", "hãy ghi từng cặp ở dưới, ví dụ `P: leave`"),
    (
        "source-conflict",
        "`{person}` ngày {date}: ở đây nói {says}, nhưng {how} {other} ở {place}",
    ),
    (
        "source-conflict-help",
        "hãy sửa một trong hai; hoặc ghi cách xử lý bằng `conflicts: unknown` hoặc \
         `conflicts: proven` bên cạnh `from`",
    ),
    (
        "source-conflict-proven-help",
        "điều đã được thiết bị chứng thực giữ nguyên, như `conflicts` quy định",
    ),
    (
        "source-conflict-unknown-help",
        "ngày đó được coi là chưa rõ, như `conflicts` quy định",
    ),
    (
        "source-conflict-unproven-help",
        "không bên nào được thiết bị chứng thực, nên hãy sửa một trong hai, hoặc ghi \
         `conflicts: unknown` bên cạnh `from`",
    ),
    ("source-csv-header", "`{source}`: không dòng nào có các cột {columns}"),
    ("source-csv-header-help", "hãy xuất lại tệp, giữ nguyên dòng tiêu đề"),
    (
        "source-csv-cells",
        "`{source}`: có dòng gồm {found} ô, trong khi dòng tiêu đề có {expected} ô",
    ),
    (
        "source-csv-cells-help",
        "hãy xuất lại tệp; ô chứa dấu ngăn cột phải đặt trong dấu ngoặc kép",
    ),
    (
        "source-date",
        "`{source}`: `{text}` ở `{field}` không phải là ngày theo dạng YYYY-MM-DD",
    ),
    ("source-date-help", "hãy xuất lại tệp, với ngày theo dạng đó"),
    (
        "source-day-starts-help",
        "hãy ghi một giờ trước 12 giờ trưa, ví dụ `day_starts: 04:00`",
    ),
    ("source-device", "`{source}`: không có gì cho biết thiết bị `{device}` đặt ở đâu"),
    (
        "source-device-help",
        "hãy ghi địa điểm của thiết bị dưới `sites`, ví dụ `\"{device}\": head-office`",
    ),
    ("source-elsewhere-help", "`{name}` dùng cho bảng `{home}`; hãy ghi ở đó"),
    ("source-empty", "`{source}`: tệp không có bản ghi nào"),
    ("source-empty-help", "hãy xuất lại tệp; nếu không có gì thì bỏ tệp ra"),
    ("source-end-before", "`{source}`: bản ghi kết thúc trước khi bắt đầu"),
    ("source-end-before-help", "hãy sửa ở nơi lưu bản ghi, rồi xuất lại tệp"),
    ("source-field-lacks", "`{source}`: bản ghi không có `{field}`"),
    (
        "source-field-lacks-help",
        "hãy xuất bản ghi với các trường mà docs/sources/ nêu cho `{source}`",
    ),
    ("source-group-unknown", "nhóm `{name}` có thành viên `{id}` không tồn tại"),
    ("source-group-unknown-help", "hãy xuất cả nhóm đó"),
    (
        "source-half-outside",
        "`{source}`: `half_day_date` không phải là ngày nào của kỳ nghỉ",
    ),
    ("source-half-outside-help", "hãy sửa ở nơi lưu bản ghi, rồi xuất lại tệp"),
    ("source-half-word", "`{source}`: `half_day` của bản ghi không phải là 0 hay 1"),
    ("source-half-word-help", "hãy xuất lại tệp, với 0 hoặc 1 ở trường đó"),
    ("source-here", "nguồn `{source}` trong facts.yaml"),
    ("source-grid-header", "không dòng nào có họ tên và các ngày trong tháng làm cột"),
    (
        "source-grid-header-help",
        "dòng tiêu đề có cột `{column}` và các số 1, 2, 3, v.v.; hãy ghi dưới `name` \
         tên cột họ tên",
    ),
    (
        "source-grid-number",
        "dòng này có mã mà không có số thứ tự, nên không phải dòng của một người, cũng \
         không phải gì khác",
    ),
    ("source-grid-number-help", "hãy đánh số thứ tự, hoặc để trống các ngày"),
    (
        "source-id-of-two",
        "`{id}` ở cột `{column}` là `{two}` ở đây và là `{one}` ở nơi khác",
    ),
    (
        "source-id-of-two-help",
        "không ai khác được có mã đó; hãy sửa danh sách nhân sự, hoặc ghép bằng cột khác",
    ),
    ("source-instant", "`{source}`: `{text}` ở `{field}` không phải là thời điểm"),
    (
        "source-instant-gap",
        "`{source}`: `{text}` không có trên đồng hồ của múi giờ đó, vì đồng hồ được \
         vặn nhanh lên",
    ),
    ("source-instant-gap-help", "hãy sửa ở nơi lưu, rồi xuất lại tệp"),
    ("source-instant-help", "hãy xuất lại tệp, với thời điểm như docs/sources/ chỉ dẫn"),
    ("source-json", "`{source}`: {why}"),
    ("source-json-error", "câu trả lời là một lỗi, không phải các bản ghi"),
    (
        "source-json-help",
        "hãy xuất lại tệp; tệp là danh sách bản ghi, mỗi dòng một bản ghi, hoặc một \
         câu trả lời có `{key}`",
    ),
    ("source-json-more", "`{key}` cho biết còn bản ghi khác ngoài các bản ghi này"),
    ("source-json-no-answer", "ở đây không có câu trả lời, cũng không có bản ghi"),
    ("source-json-no-list", "ở `{key}` không phải là danh sách"),
    ("source-json-no-record", "ở đây không có bản ghi"),
    (
        "source-json-part",
        "`totalResults` ghi {all}, mà ở đây chỉ có {number}; hãy xuất tất cả một lần",
    ),
    ("source-known-help", "các nguồn của `{table}` là {known}"),
    ("source-lacks", "`{source}` cần `{key}`, mà facts.yaml không ghi"),
    (
        "source-lacks-half-day",
        "ở đây nói nửa ngày, mà không có gì cho biết nửa ngày có mấy giờ",
    ),
    (
        "source-lacks-half-day-help",
        "hãy ghi `half_day: 4`, hoặc số giờ thực tế, bên cạnh `from`",
    ),
    ("source-lists-help", "hãy ghi các danh sách ở dưới, ví dụ `team: [an, binh]`"),
    ("source-map-help", "hãy ghi từng cặp ở dưới, ví dụ `1: head-office`"),
    ("source-meeting-cut", "`BEGIN:{what}` không có phần kết thúc"),
    ("source-meeting-cut-help", "hãy xuất lại lịch; lịch bị cắt cụt"),
    ("source-meeting-line", "có dòng không phải là thuộc tính của lịch"),
    ("source-meeting-line-help", "thuộc tính có dạng `NAME:value`; hãy xuất lại lịch"),
    ("source-moment", "`{source}`: cột thứ hai không phải là thời điểm"),
    (
        "source-moment-help",
        "thời điểm có dạng `YYYY-MM-DD hh:mm:ss`; hãy lấy lại tệp từ thiết bị",
    ),
    ("source-month", "bảng ghi là tháng {found}, còn facts.yaml ghi là {stated}"),
    ("source-month-form-help", "hãy ghi năm và tháng, ví dụ `month: 2021-02`"),
    ("source-month-help", "hãy đưa bảng của tháng đó, hoặc sửa `month`"),
    ("source-name-twice", "`{name}` có ở hai dòng của bảng này"),
    (
        "source-name-twice-help",
        "không phân biệt được hai người trùng tên; hãy thêm cột mã vào bảng, và ghi \
         tên cột đó dưới `name`",
    ),
    (
        "source-needs-codes-help",
        "bảng chú giải là của riêng cơ quan, nên hãy ghi dưới `codes` nghĩa của từng \
         mã, ví dụ `P: leave`; `worked` không nói gì về nơi làm việc",
    ),
    (
        "source-needs-covers-help",
        "hãy ghi ở đầu tệp những ngày mà dữ liệu nói đến, bằng `covers` với `from` và \
         `through`",
    ),
    (
        "source-needs-file-help",
        "hãy ghi tên tệp, một hoặc nhiều, ví dụ `file: 1_attlog.dat`",
    ),
    (
        "source-needs-ids-help",
        "hãy ghi cột của `people` chứa tên gọi mà nguồn này dùng, ví dụ `ids: full_name`",
    ),
    ("source-needs-month-help", "các ngày chỉ là số, nên hãy ghi `month: 2021-02`"),
    (
        "source-needs-person-help",
        "tệp là của một người mà không nói là ai, nên hãy ghi `person` với tên gọi mà \
         nguồn này dùng",
    ),
    (
        "source-needs-places-help",
        "nơi làm việc là chữ do người lập kế hoạch đặt, nên hãy ghi dưới `codes` nghĩa \
         của từng chữ, ví dụ `At the office: on-site`",
    ),
    (
        "source-needs-units-help",
        "có nhóm là đơn vị và có nhóm không phải, nên hãy ghi dưới `units` nhóm nào là \
         đơn vị, ví dụ `KGVX: khoa-giao`",
    ),
    (
        "source-needs-week-help",
        "ca làm áp dụng vào ngày làm việc, nên hãy ghi các ngày đó ở đầu tệp, ví dụ \
         `working_week: [monday, tuesday, wednesday, thursday, friday]`",
    ),
    (
        "source-needs-zone-help",
        "thời điểm thuộc múi giờ khác, nên hãy ghi múi giờ của cơ quan ở đầu tệp, ví \
         dụ `zone: Asia/Ho_Chi_Minh`",
    ),
    ("source-no-device", "`{source}`: dòng này không nêu thiết bị, mà `sites` đòi hỏi"),
    (
        "source-no-device-help",
        "hãy ghi `device` với tên thiết bị, hoặc `site` thay cho `sites`",
    ),
    (
        "source-no-ids",
        "`{source}` gọi mọi người theo cột `{column}`, mà `people` không có cột đó",
    ),
    ("source-no-ids-help", "hãy thêm cột `{column}` vào danh sách nhân sự"),
    ("source-no-meaning", "`{text}` không thể là nghĩa của mã `{code}`"),
    (
        "source-no-meaning-help",
        "hãy viết một trong {words}; với từng nửa ngày thì viết hai từ trong một danh \
         sách",
    ),
    ("source-no-pin", "`{source}`: cột đầu tiên, nơi ghi PIN, để trống"),
    ("source-no-pin-help", "hãy lấy lại tệp từ thiết bị"),
    (
        "source-no-table-help",
        "không nguồn nào dùng cho `{table}`; hãy đưa bảng này thành tệp riêng",
    ),
    ("source-no-zone", "`{zone}` không phải là múi giờ đã biết"),
    ("source-no-zone-help", "hãy viết một tên theo IANA, ví dụ `Asia/Ho_Chi_Minh`"),
    (
        "source-note-all-strangers",
        "`{source}`: {number} bản ghi của người không có trong danh sách nhân sự bị bỏ \
         ra, như `strangers` quy định (đầu tiên ở {place})",
    ),
    (
        "source-note-dates",
        "`{source}` không biết ngày tháng: ai hiện là thành viên thì được coi là thành \
         viên vào mọi ngày",
    ),
    (
        "source-note-draft",
        "`{source}`: {number} bản ghi bị bỏ ra, vì chưa được chốt ({word}; đầu tiên ở \
         {place})",
    ),
    (
        "source-note-group",
        "`{source}`: nhóm `{word}` không phải đơn vị cũng không phải nhãn, nên bị bỏ \
         ra (đầu tiên ở {place})",
    ),
    (
        "source-note-no-meeting",
        "`{source}`: {number} sự kiện không phải là cuộc tụ họp: {word} (đầu tiên ở \
         {place})",
    ),
    (
        "source-note-nothing",
        "`{source}`: {number} bản ghi ghi `{word}`, không chứng minh gì về nơi làm \
         việc hay về ngày; `codes` cho mã đó một nghĩa (đầu tiên ở {place})",
    ),
    (
        "source-note-outside",
        "`{source}`: {number} bản ghi của những ngày ngoài `covers` bị bỏ ra (đầu tiên \
         ở {place})",
    ),
    (
        "source-note-settled",
        "{number} chỗ các nguồn mâu thuẫn đã được xử lý: {how} (đầu tiên là của \
         `{person}` ở {place})",
    ),
    (
        "source-note-strangers",
        "`{source}`: {number} bản ghi của `{word}` bị bỏ ra, như `strangers` quy định \
         (đầu tiên ở {place})",
    ),
    (
        "source-note-exdate",
        "`{source}`: {number} ngày của `EXDATE` của `{word}` không phải là buổi nào của cuộc \
         họp và không bỏ buổi nào (đầu tiên ở {place})",
    ),
    (
        "source-note-first-day",
        "`{source}`: {number} cuộc họp kéo dài quá nửa đêm và chỉ là cuộc tụ họp của ngày bắt \
         đầu (đầu tiên ở {place})",
    ),
    (
        "source-note-uncertain",
        "`{source}`: tại `{word}` chưa chắc có bao nhiêu người đến, nên `people` để \
         trống; `people_least` và `people_most` cho biết ít nhất và nhiều nhất (đầu \
         tiên ở {place})",
    ),
    (
        "source-note-void",
        "`{source}`: {number} bản ghi bị bỏ ra vì không có giá trị: {word} (đầu tiên ở \
         {place})",
    ),
    (
        "source-plan-help",
        "điều dự kiến phải nhường; nếu vẫn còn hiệu lực thì hãy sửa kế hoạch",
    ),
    ("source-plans", "kế hoạch nói"),
    ("source-proves", "thiết bị chứng thực"),
    ("source-person-help", "hãy viết `value`, là mã, hoặc `display`, là tên"),
    ("source-recurs", "cuộc họp lặp lại theo `{rule}`, phiên bản này không tính được"),
    (
        "source-recurs-help",
        "hãy xuất lịch với từng lần họp riêng, hoặc bỏ cuộc họp này ra",
    ),
    (
        "source-recurs-forever",
        "cuộc họp lặp lại theo `{rule}` không có hạn cuối, và không đâu nói tính đến ngày nào",
    ),
    (
        "source-recurs-forever-help",
        "hãy ghi `covers` trong facts.yaml: dữ liệu nói từ ngày nào đến hết ngày nào",
    ),
    (
        "source-recurs-number",
        "cuộc họp lặp lại theo `{rule}`, tức là không bao giờ, hoặc hơn 10.000 lần",
    ),
    ("source-rtlog", "`{source}`: dòng này không có `time=`"),
    (
        "source-rtlog-help",
        "dòng của nguồn này có dạng `key=value` ngăn bằng dấu tab; hãy lấy lại từ \
         thiết bị",
    ),
    ("source-setting-odd", "`{source}`: `{key}` không đúng như phải có"),
    ("source-states", "bản ghi nói"),
    (
        "source-stranger",
        "`{source}`: không ai trong danh sách nhân sự là `{id}`, mà {number} bản ghi \
         có mã đó",
    ),
    (
        "source-stranger-help",
        "hãy thêm người đó vào danh sách nhân sự; hoặc bỏ ra bằng `strangers: [{id}]`, \
         hoặc bỏ ra tất cả bằng `strangers: left-out`",
    ),
    ("source-text-help", "hãy ghi một đoạn chữ"),
    ("source-texts-help", "hãy ghi một đoạn chữ, hoặc nhiều đoạn trong một danh sách"),
    ("source-tzid", "`{source}`: `{zone}` không phải là múi giờ đã biết"),
    (
        "source-tzid-help",
        "hãy ghi dưới `zones` đó là múi giờ IANA nào, ví dụ `{zone}: Asia/Ho_Chi_Minh`",
    ),
    ("source-unknown", "không có nguồn `{name}` của `{table}`"),
    ("source-unnamed", "phần dưới `from` không nói là của hệ thống nào"),
    ("source-place", "không có gì cho biết `LOCATION` của cuộc họp này là loại nơi nào"),
    (
        "source-place-help",
        "hãy ghi nội dung đó dưới `places`, ví dụ `\"Hall 2\": other`; cuộc họp không có mặt \
         trực tiếp là `online`",
    ),
];
