//! What is said of facts, in Vietnamese.

use super::Entries;

pub(crate) const FACTS: Entries = &[
    (
        "facts-absent-column",
        "các quy tắc đọc `{column}`, mà `{table}` không có cột đó: coi như để trống ở \
         mọi dòng",
    ),
    ("facts-and-more", "còn {number} lỗi cùng loại, ví dụ: {first}"),
    ("facts-at-covers", "`covers`"),
    ("facts-at-no-row", "`no_row`"),
    ("facts-at-table", "bảng này trong facts.yaml"),
    ("facts-at-top", "facts.yaml"),
    (
        "facts-backward",
        "`{table}`: dòng kết thúc ngày {through}, trước khi bắt đầu ngày {from}",
    ),
    ("facts-backward-help", "`through` là ngày cuối cùng, tính cả ngày đó"),
    ("facts-bidi", "`{column}` có {sign}, ký tự làm đảo chiều viết"),
    ("facts-blank", "`{column}` để trống"),
    ("facts-blank-help", "hãy điền vào, hoặc xóa dòng này"),
    (
        "facts-case-only",
        "`{text}` và `{other}` ở {row} chỉ khác nhau chữ hoa chữ thường, và được tính \
         là hai",
    ),
    ("facts-clock", "`{text}` ở cột `{column}` không phải là giờ"),
    ("facts-clock-help", "hãy viết theo dạng HH:MM, ví dụ 07:30"),
    ("facts-code-without-meaning", "mã `{text}` ở cột `{column}` chưa có nghĩa"),
    (
        "facts-code-without-meaning-help",
        "hãy ghi nghĩa của mã dưới `codes` của `{table}` trong facts.yaml",
    ),
    ("facts-column-missing", "bảng `{table}` không có cột `{column}`"),
    (
        "facts-column-missing-help",
        "hãy thêm cột đó; hoặc, nếu cột mang tên khác, ghi tên ấy dưới `columns` của \
         `{table}` trong facts.yaml",
    ),
    ("facts-column-near-help", "có phải là `{near}` không?"),
    ("facts-control", "`{column}` có ký tự điều khiển {sign}"),
    ("facts-control-help", "hãy xóa ký tự đó"),
    (
        "facts-covers-backward",
        "`covers` kết thúc ngày {through}, trước khi bắt đầu ngày {from}",
    ),
    ("facts-date", "`{text}` ở cột `{column}` không phải là ngày theo dạng {pattern}"),
    (
        "facts-date-clock",
        "`{text}` ở cột `{column}` là một thời điểm, không phải là ngày",
    ),
    ("facts-date-clock-help", "hãy chỉ ghi ngày tại nơi làm việc, theo dạng {pattern}"),
    ("facts-date-help", "hãy viết ngày theo dạng {pattern}"),
    ("facts-date-pattern", "`{text}` không nói rõ ngày được viết thế nào"),
    (
        "facts-date-pattern-form-help",
        "hãy nêu ngày, tháng và năm, ví dụ DD/MM/YYYY hoặc D.M.YYYY",
    ),
    (
        "facts-date-pattern-help",
        "hãy viết ngày theo dạng {pattern}, hoặc ghi `dates: {other}` cho `{table}` \
         trong facts.yaml nếu bảng viết ngày như vậy",
    ),
    (
        "facts-date-serial",
        "`{text}` ở cột `{column}` giống số thứ tự ngày của bảng tính ({day})",
    ),
    (
        "facts-date-serial-help",
        "hãy định dạng cột là văn bản, và viết ngày theo dạng {pattern}",
    ),
    ("facts-decimal-comma", "`{text}` ở cột `{column}` dùng dấu phẩy thập phân"),
    ("facts-decimal-comma-help", "hãy viết `{dotted}`"),
    (
        "facts-delimiter",
        "các cột có vẻ được ngăn bằng `{found}`, không phải bằng `{expected}`",
    ),
    (
        "facts-delimiter-help",
        "hãy ghi `delimiter: \"{found}\"` cho bảng này trong facts.yaml",
    ),
    ("facts-did-you-mean", "có phải là `{near}` không?"),
    ("facts-encoding", "chương trình không đọc bảng dùng bảng mã `{encoding}`"),
    (
        "facts-encoding-help",
        "hãy chuyển mã tệp, ví dụ bằng `iconv -f {encoding} -t UTF-8`, và bỏ `encoding`",
    ),
    ("facts-far-year", "`{text}` ở cột `{column}` thuộc một năm không ai định nói"),
    (
        "facts-far-year-help",
        "năm nằm trong khoảng từ 1900 đến 2200; năm gần 2560 là theo Phật lịch",
    ),
    ("facts-field-count", "dòng này có {found} ô, dòng tiêu đề có {expected} ô"),
    (
        "facts-field-count-fewer-help",
        "dòng nào cũng phải có số ô bằng dòng tiêu đề, kể cả ô để trống",
    ),
    (
        "facts-field-count-more-help",
        "ô có chứa `{delimiter}` phải đặt trong dấu ngoặc kép",
    ),
    ("facts-file-empty", "tệp rỗng"),
    ("facts-file-empty-help", "dòng đầu tiên phải ghi tên các cột"),
    ("facts-head-long", "tên của một cột dài hơn {most} byte"),
    ("facts-line-too-long", "dòng này dài hơn {most} byte"),
    ("facts-too-many-blank-lines", "ở đây có hơn {most} dấu xuống dòng liền nhau"),
    ("facts-file-too-large", "tệp lớn hơn 4 GiB"),
    (
        "facts-fixed-twice",
        "`{column}` đã được ấn định, mà bảng `{table}` cũng có cột này",
    ),
    ("facts-fixed-twice-help", "hãy giữ một trong hai"),
    (
        "facts-garbled",
        "{number} giá trị ở cột `{column}` giống văn bản bị đọc sai bảng mã, ví dụ \
         `{text}`",
    ),
    ("facts-garbled-help", "hãy xuất lại bảng theo UTF-8 từ chương trình đã tạo ra bảng"),
    ("facts-half-day", "`{text}` không thể là số giờ của nửa ngày"),
    (
        "facts-half-day-help",
        "hãy ghi một số lớn hơn 0 và không quá 12, ví dụ `half_day: 4`",
    ),
    ("facts-head-blank", "có một cột không có tên"),
    ("facts-head-blank-help", "hãy đặt tên cho cột, hoặc xóa cột"),
    ("facts-head-hidden", "tên của cột {at} có một ký tự không nhìn thấy được"),
    ("facts-head-hidden-help", "hãy gõ lại tên cột"),
    ("facts-head-spaces", "tên của cột {at} có dấu cách ở đầu hoặc cuối"),
    ("facts-head-spaces-help", "hãy xóa các dấu cách đó"),
    ("facts-head-twice", "cột {at} trùng tên với cột {first}"),
    ("facts-head-twice-help", "hãy giữ một cột"),
    ("facts-hours", "`{text}` ở cột `{column}` nhiều hơn số giờ của một ngày"),
    ("facts-hours-exceed", "{hours} giờ không vừa khoảng từ {from} đến {to}"),
    ("facts-hours-exceed-help", "`hours` không quá thời gian từ `from` đến `to`"),
    ("facts-hours-help", "số giờ nằm trong khoảng từ 0 đến 24"),
    ("facts-id-twice", "`{table}` đã có `{id}` ở {row}"),
    ("facts-id-twice-help", "hãy đặt tên riêng cho từng dòng, hoặc giữ một trong hai"),
    ("facts-invisible", "`{column}` có ký tự không nhìn thấy được {sign}"),
    (
        "facts-level-twice",
        "`{place}` đã có một cấp độ của `{series}` từ thời điểm đó ở {row}",
    ),
    (
        "facts-level-twice-help",
        "hãy giữ một trong hai, hoặc ghi ở `issued` dòng nào ban hành sau",
    ),
    (
        "facts-no-level",
        "`levels` không có dòng nào của chuỗi `{series}`, nên `{field}` chưa rõ ở mọi \
         nơi",
    ),
    ("facts-line-break", "`{column}` có dấu xuống dòng"),
    ("facts-line-break-help", "hãy viết ô này trên một dòng"),
    ("facts-line-name", "dòng {line} của {file}"),
    ("facts-long-cell", "một ô ở cột `{column}` dài hơn 4096 byte"),
    ("facts-long-cell-help", "hãy rút ngắn ô đó"),
    (
        "facts-look-alike",
        "`{text}` trông giống `{other}` ở {row}, nhưng viết bằng chữ cái khác",
    ),
    (
        "facts-look-alike-help",
        "nếu là một, hãy viết cả hai là `{other}`, bằng chữ cái của một bảng chữ",
    ),
    (
        "facts-mapped-column-missing",
        "bảng `{table}` không có cột `{header}` mà facts.yaml nêu cho `{column}`",
    ),
    ("facts-marks", "`{column}` có một chữ cái mang hơn bốn dấu"),
    ("facts-marks-help", "hãy gõ lại chữ cái đó"),
    ("facts-negative", "`{text}` ở cột `{column}` là số âm"),
    ("facts-negative-help", "số này phải bằng hoặc lớn hơn không"),
    ("facts-no-days", "không bảng nào cho biết dữ liệu nói về những ngày nào"),
    ("facts-no-days-help", "hãy ghi `covers` với `from` và `through` trong facts.yaml"),
    (
        "facts-no-header",
        "dòng đầu của `{table}` không nêu tên cột nào của bảng; có vẻ thiếu dòng tiêu đề",
    ),
    (
        "facts-no-header-help",
        "hãy thêm phía trên một dòng nêu tên cột, ít nhất là {columns}; hoặc, nếu cột mang tên \
         khác, ghi tên ấy dưới `columns` của `{table}` trong facts.yaml",
    ),
    ("facts-no-holder", "dòng của `{table}` không thuộc về ai"),
    ("facts-no-length", "dòng kết thúc lúc {from}, ngay khi bắt đầu"),
    (
        "facts-no-length-help",
        "dòng qua nửa đêm kết thúc ở giờ nhỏ hơn; trọn ngày là 00:00 đến 24:00, hoặc \
         không ghi giờ",
    ),
    (
        "facts-no-register",
        "không có `people` thì không có danh sách nhân sự: không thể biết thiếu ai",
    ),
    ("facts-no-rows", "bảng `{table}` không có dòng nào"),
    ("facts-no-rows-help", "hãy xuất lại bảng, hoặc bỏ bảng ra"),
    ("facts-no-rows-warning-help", "nếu không có gì để ghi thì bỏ bảng ra"),
    ("facts-no-such-column", "bảng `{table}` không thể có cột `{column}`"),
    (
        "facts-no-such-column-help",
        "hãy khai báo cột dưới `fields` của một tệp quy tắc, hoặc xóa ở đây",
    ),
    ("facts-no-such-day", "`{text}` ở cột `{column}` không có trong lịch"),
    (
        "facts-no-such-day-help",
        "tháng đó không có ngày này; ngày viết theo dạng {pattern}",
    ),
    ("facts-no-table", "không có bảng nào được cung cấp"),
    ("facts-no-table-help", "hãy cung cấp ít nhất `attendance`"),
    ("facts-no-version", "facts.yaml thiếu `passmuster-facts`"),
    ("facts-no-version-help", "hãy bắt đầu bằng `passmuster-facts: 1`"),
    ("facts-not-a-rule", "`{rule}` không phải là tên của quy tắc"),
    ("facts-not-a-rule-help", "hãy viết `directive/rule`, hoặc chỉ mã của quy tắc"),
    (
        "facts-not-nfc",
        "{number} giá trị ở cột `{column}` không theo dạng NFC, ví dụ `{text}`",
    ),
    (
        "facts-not-nfc-help",
        "chương trình đã đọc theo NFC; lưu tệp theo NFC thì không còn nhắc nữa",
    ),
    (
        "facts-not-on-register",
        "`{person}` không có trong danh sách nhân sự, mà có {number} dòng chấm công",
    ),
    ("facts-not-on-register-help", "hãy thêm người đó vào `people`, hoặc xóa các dòng"),
    (
        "facts-not-on-register-then",
        "`{person}` không có trong danh sách nhân sự ngày {date}; có {number} dòng \
         chấm công vào những ngày như vậy",
    ),
    (
        "facts-not-on-register-then-help",
        "hãy sửa `from` và `through` trong `people`, hoặc xóa các dòng",
    ),
    ("facts-number", "`{text}` ở cột `{column}` không phải là số"),
    ("facts-number-help", "hãy viết bằng chữ số, dùng dấu chấm trước phần thập phân"),
    ("facts-one-holder-help", "hãy điền đúng một trong {all}"),
    ("facts-one-office", "không có `units` thì chỉ có một cơ quan, gồm tất cả mọi người"),
    ("facts-place-name", "{place}"),
    (
        "facts-pseudonym-twice",
        "hai người, hoặc một người và một tên khác, sẽ mang cùng một bí danh",
    ),
    ("facts-pseudonym-twice-help", "hãy tạo bí danh theo cách khác, hoặc bằng khóa khác"),
    ("facts-quote-in-bare-cell", "có dấu ngoặc kép trong ô không đặt trong ngoặc kép"),
    ("facts-repeated", "dòng này lặp lại {row}"),
    ("facts-repeated-help", "dòng được tính một lần; hãy xóa một trong hai"),
    ("facts-row-custom", "không đọc được cấu trúc: {why}"),
    ("facts-row-field-twice", "dòng có trường này hai lần"),
    (
        "facts-row-help",
        "hãy đưa một cấu trúc phẳng: mỗi trường là văn bản, số, `bool` hoặc không có gì",
    ),
    ("facts-row-name", "dòng {row}"),
    ("facts-row-nested", "trường này chứa nhiều hơn một giá trị"),
    ("facts-row-not-flat", "dòng này không phải là cấu trúc phẳng"),
    (
        "facts-rows-outside",
        "{number} dòng của `{table}` nằm ngoài khoảng {from} đến {through}, các ngày \
         của `covers`",
    ),
    (
        "facts-rule-column-missing",
        "{directives} đọc `{column}`, mà {tables} không có cột đó",
    ),
    (
        "facts-rule-column-missing-help",
        "hãy thêm cột, hoặc ghi cột nào là cột đó dưới `columns` của `{table}` trong \
         facts.yaml",
    ),
    (
        "facts-rule-column-near-help",
        "có phải là `{near}` không? nếu phải, hãy ghi `{column}: {near}` dưới \
         `columns` của `{table}` trong facts.yaml",
    ),
    (
        "facts-shortened-number",
        "`{text}` ở cột `{column}` giống một số dài bị bảng tính rút gọn",
    ),
    ("facts-shortened-number-help", "hãy định dạng cột là văn bản, rồi xuất lại"),
    ("facts-spaces", "`{text}` ở cột `{column}` có dấu cách ở đầu hoặc cuối"),
    ("facts-spaces-help", "hãy xóa dấu cách"),
    (
        "facts-spells-overlap",
        "`{person}` đã có trong danh sách nhân sự theo {row} vào một số ngày này",
    ),
    (
        "facts-spells-overlap-help",
        "hãy cho dòng trước kết thúc một ngày trước khi dòng sau bắt đầu",
    ),
    (
        "facts-stray-quote-help",
        "hãy đặt cả ô trong dấu ngoặc kép, và viết đôi các dấu ngoặc kép bên trong",
    ),
    ("facts-text-behind-quote", "có chữ sau dấu ngoặc kép đóng"),
    ("facts-the-other-row", "dòng kia"),
    (
        "facts-tone-only",
        "`{text}` và `{other}` ở {row} chỉ khác vị trí dấu thanh, và được tính là hai",
    ),
    ("facts-too-many-columns", "có hơn {most} cột"),
    ("facts-too-many-columns-help", "hãy chỉ giữ những cột được đọc"),
    ("facts-two-holders", "dòng của `{table}` điền cả {filled}"),
    ("facts-two-kinds-of-day", "{date} là loại ngày khác ở {row}"),
    ("facts-two-kinds-of-day-help", "hãy giữ một trong hai"),
    (
        "facts-two-statuses",
        "`{person}` là `{status}` ngày {date}, nhưng là `{other}` ở {row}",
    ),
    (
        "facts-two-statuses-help",
        "hãy giữ một trong hai, hoặc ghi cho cả hai dòng `from` và `to` không trùng nhau",
    ),
    ("facts-two-values-help", "nếu là một, hãy viết cả hai là `{other}`"),
    ("facts-unclosed-quote", "dấu ngoặc kép mở ở đây không được đóng"),
    (
        "facts-unclosed-quote-help",
        "hãy đóng lại, hoặc viết đôi nếu đó là một ký tự của ô",
    ),
    ("facts-unit-cycle", "`{unit}` là cấp trên của chính mình: {line}"),
    ("facts-unit-cycle-help", "đơn vị cao nhất để trống `parent`"),
    (
        "facts-unit-of-nobody",
        "không ai thuộc đơn vị `{unit}` của {number} dòng trong `{table}`",
    ),
    ("facts-units-overlap", "`{unit}` đã có một dòng ở {row} cho một số ngày này"),
    (
        "facts-units-overlap-help",
        "hãy cho dòng trước kết thúc một ngày trước khi dòng sau bắt đầu",
    ),
    (
        "facts-unknown-id",
        "`{home}` không có dòng `{id}`, mà {number} dòng của `{table}` thuộc về nó",
    ),
    ("facts-unknown-id-help", "hãy thêm {column}, hoặc xóa các dòng"),
    (
        "facts-unknown-parent",
        "`{parent}` không phải là đơn vị trong bảng, mà là `parent` của {number} dòng",
    ),
    ("facts-unknown-parent-help", "hãy thêm một dòng cho `{parent}`"),
    (
        "facts-unknown-person",
        "không ai tên là `{person}`, mà {number} dòng của `{table}` là của người đó",
    ),
    ("facts-unknown-person-help", "hãy thêm người đó vào `people`, hoặc xóa các dòng"),
    ("facts-unknown-status", "`{text}` không phải là một trạng thái"),
    (
        "facts-unknown-status-help",
        "hãy viết một trong {known}; hoặc ghi nghĩa của mã dưới `codes` của `{table}` \
         trong facts.yaml",
    ),
    ("facts-unknown-table", "không có bảng nào tên `{table}`"),
    ("facts-unknown-table-help", "các bảng là {known}"),
    (
        "facts-unknown-unit",
        "`units` không có dòng nào cho `{unit}`, mà {number} dòng của `{table}` nêu tên",
    ),
    ("facts-unknown-unit-help", "hãy thêm đơn vị đó vào `units`"),
    (
        "facts-unknown-word",
        "`{text}` ở cột `{column}` không phải là một trong các từ của cột",
    ),
    ("facts-unknown-word-help", "hãy viết một trong {known}"),
    ("facts-unread-columns", "không quy tắc nào đọc {columns} của `{table}`"),
    (
        "facts-unread-unnamed",
        "không quy tắc nào đọc cột {at} của `{table}`; tên cột không được nêu ra, vì có thể là \
         tên người",
    ),
    (
        "facts-version",
        "`passmuster-facts: {version}` là phiên bản mà chương trình này không biết",
    ),
    (
        "facts-version-help",
        "hãy viết `passmuster-facts: 1`, hoặc dùng chương trình mới hơn",
    ),
    ("facts-whole", "`{text}` ở cột `{column}` không phải là số nguyên"),
    ("facts-whole-help", "người được đếm theo số nguyên"),
    ("facts-yes-no", "`{text}` ở cột `{column}` không phải là `yes` hay `no`"),
    (
        "facts-yes-no-help",
        "hãy viết `yes` hoặc `no`, hoặc ghi nghĩa bằng `codes` trong facts.yaml",
    ),
];
