//! Why a file that is no text cannot be read as a table, in Vietnamese.

use super::Entries;

pub(crate) const TABLES: Entries = &[
    ("place-batch", "lô dữ liệu"),
    ("place-cell", "`{cell}` ở trang tính `{sheet}` trong `{file}`"),
    ("place-column", "cột `{column}` của `{file}`"),
    ("place-column-alone", "cột `{column}`"),
    ("place-row", "dòng {row} của `{file}`, cột `{column}`"),
    ("place-row-alone", "dòng {row}, cột `{column}`"),
    ("place-sheet", "trang tính `{sheet}` trong `{file}`"),
    (
        "file-compressed",
        "tệp được nén bằng {found}, mà phiên bản này không đọc; hãy ghi lại bằng \
         Snappy",
    ),
    ("file-contradicts", "tệp đã hỏng: các phần của nó mâu thuẫn nhau"),
    ("file-damaged", "tệp đã hỏng: {why}"),
    ("file-locked", "tệp bị khóa bằng mật khẩu; hãy lưu lại không có mật khẩu"),
    (
        "file-many-sheets",
        "{number} trang tính của tệp có dữ liệu, {names}, và không có gì nói trang \
         nào được dùng; hãy giữ một trang tính trong mỗi tệp, và xem có trang nào \
         bị ẩn",
    ),
    (
        "file-no-archive",
        "tệp không phải là {expected}, đã hỏng, hoặc bị khóa bằng mật khẩu: {why}",
    ),
    ("file-no-sheet", "không trang tính nào của tệp có dữ liệu"),
    ("file-not-of-format", "tệp không phải là {expected}, hoặc đã hỏng: {why}"),
    ("file-not-supported", "phiên bản này không đọc {what}"),
    ("file-uncounted-rows", "tệp đã hỏng: có nhóm dòng không ghi số dòng"),
    ("file-unpacked", "khi giải nén, tệp lớn hơn {most} MiB; hãy đưa CSV hoặc Parquet"),
    ("sheet-edge", "có ô nằm ngoài `{most}`, ô cuối cùng mà một trang tính có thể có"),
    (
        "sheet-many-cells",
        "hơn {most} ô của trang này có dữ liệu, kể cả các ô ghi bằng cách lặp lại; \
         hãy đưa CSV hoặc Parquet",
    ),
    ("sheet-many-columns", "có hơn {most} cột; hãy giữ những cột được đọc"),
    (
        "sheet-merged",
        "các ô này bị gộp, nên chỉ ô đầu có nội dung; hãy tách ra, và để dòng đầu \
         nêu tên từng cột",
    ),
    ("sheet-order", "ô này được ghi sau một ô lẽ ra đứng sau nó"),
    (
        "sheet-unnamed-column",
        "ở dòng {row} không có gì nêu tên cột của ô này; hãy để trống ô",
    ),
    ("ods-blanks", "văn bản của ô có nhiều khoảng trắng hơn mức một bảng chứa được"),
    ("ods-deep", "các thẻ của nó lồng nhau sâu hơn {most} cấp"),
    ("ods-dtd", "văn bản của nó có DTD, mà ODS không bao giờ có"),
    ("ods-ends-early", "văn bản của nó kết thúc quá sớm"),
    ("ods-inner-table", "trong ô có một bảng; hãy đưa bảng ấy ra ngoài"),
    ("ods-letter", "văn bản của nó gọi một ký tự bằng tên mà XML không biết"),
    ("ods-mimetype", "tệp không phải là ODS: `mimetype` của nó không nói đến bảng tính"),
    ("ods-no-cell", "có dòng chứa thứ không phải là ô"),
    ("ods-no-content", "trong đó không có `content.xml`"),
    ("ods-number", "`{key}` không phải là số từ 1 đến {most}"),
    ("ods-tag", "có thẻ, hoặc văn bản giữa hai thẻ, lớn hơn {most} MiB"),
    (
        "column-type",
        "`{type}` không phải là kiểu của ô; hãy ghi văn bản, số, ngày, giờ hoặc \
         `bool`",
    ),
    (
        "column-type-of-bytes",
        "`{type}` không phải là kiểu của ô; hãy đánh dấu là văn bản ở nơi ghi tệp",
    ),
    (
        "column-zone",
        "cột chứa thời điểm theo múi giờ `{zone}`, mà dữ kiện theo giờ của cơ quan; \
         hãy ghi theo giờ địa phương, không kèm múi giờ",
    ),
    ("cell-day", "đó không phải là ngày từ năm 1900 đến 9999"),
    ("cell-day-of-serial", "đó không phải là ngày từ tháng 3 năm 1900 đến năm 9999"),
    ("cell-duration", "đó là một khoảng thời gian, mà không cột nào chứa"),
    (
        "cell-formula-error",
        "ô chứa lỗi của công thức; hãy sửa công thức, hoặc ghi giá trị",
    ),
    (
        "cell-inexact",
        "đó không phải là số có nhiều nhất 15 chữ số, trong đó 9 chữ số sau dấu \
         thập phân; hãy làm tròn, hoặc ghi dưới dạng văn bản",
    ),
    (
        "cell-inexact-float",
        "đó không phải là số có nhiều nhất 15 chữ số, trong đó 9 chữ số sau dấu \
         thập phân; hãy làm tròn, hoặc ghi dưới dạng số thập phân hay văn bản",
    ),
    (
        "cell-long-duration",
        "đó là một khoảng thời gian từ một ngày trở lên, mà không cột nào chứa",
    ),
    ("cell-no-clock", "đó không phải là giờ trong ngày"),
    ("cell-no-truth", "đó không phải là đúng, cũng không phải là sai"),
    ("cell-part-of-day", "ô chứa cả giờ trong ngày; hãy chỉ ghi ngày"),
    ("cell-type", "ô thuộc kiểu mà không ô nào của bảng có"),
    (
        "cell-uncalculated",
        "công thức của ô chưa từng được tính; hãy mở tệp bằng chương trình bảng \
         tính rồi lưu lại",
    ),
];
