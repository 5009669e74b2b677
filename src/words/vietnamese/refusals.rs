//! Why the command gives no answer, in Vietnamese.

use super::Entries;

pub(crate) const REFUSALS: Entries = &[
    ("refused-print", "không in được câu trả lời: {why}"),
    (
        "refused-language-of-text",
        "`--lang` là ngôn ngữ của `text`; mọi dạng khác đều bằng tiếng Anh",
    ),
    (
        "refused-language-of-pages",
        "`--lang` là ngôn ngữ của `text`, `html` và `markdown`; mọi dạng khác đều \
         bằng tiếng Anh",
    ),
    (
        "refused-two-on-output",
        "hai dạng không thể cùng in ra đầu ra chuẩn; hãy cho một dạng ra tệp, ví dụ \
         `--format json=report.json`",
    ),
    (
        "refused-no-rule",
        "các tệp quy tắc không có quy tắc nào, nên không đánh giá được gì",
    ),
    ("refused-nothing-evaluated", "không đánh giá được gì"),
    ("refused-unreadable", "không đọc được `{file}`: {why}"),
    ("refused-unwritable", "không ghi được `{file}`: {why}"),
    ("refused-unmakable", "không tạo được `{folder}`: {why}"),
    ("refused-not-free", "`{file}` đã có rồi; hãy nêu thư mục khác, hoặc chuyển nó đi"),
    ("why-not-there", "không có ở đó"),
    ("why-not-allowed", "người dùng này không được phép làm việc đó ở đây"),
    ("why-system", "hệ thống báo: {why}"),
    ("why-not-utf8", "nội dung không phải là UTF-8"),
    ("why-too-large", "lớn hơn {most} byte"),
    ("why-no-file", "đó không phải là tệp mà là thư mục, ống dẫn hoặc thiết bị"),
    ("why-no-folder", "đó không phải là thư mục chứa các bảng"),
    ("why-no-table", "trong đó không có bảng nào; {called}"),
    ("why-many-files", "trong đó có hơn {most} tệp cần đọc"),
    ("tables-called", "các bảng có tên là {names}; hoặc `.parquet`, `.xlsx`, `.ods`"),
    ("unread-table", "`{file}` không được đọc; {called}"),
    ("unread-rules", "`{file}` không được đọc; tên tệp quy tắc kết thúc bằng `.yaml`"),
    (
        "refused-not-rules",
        "`{file}` không phải là tệp quy tắc; tên tệp quy tắc kết thúc bằng `.yaml`, \
         vậy hãy đưa tệp như thế, hoặc cả thư mục",
    ),
    (
        "refused-no-rule-file",
        "`{folder}` không có tệp quy tắc nào; tên tệp quy tắc kết thúc bằng `.yaml`",
    ),
    (
        "refused-outer-file",
        "facts.yaml nêu `{file}`; tên tệp được tính từ thư mục của chính nó",
    ),
    (
        "refused-format",
        "`{file}` không phải là CSV, Parquet, XLSX hay ODS, và phiên bản này không \
         đọc dạng nào khác; hãy lưu nó theo dạng \"CSV UTF-8\"",
    ),
    (
        "refused-several-formats",
        "bảng `{table}` có ở nhiều dạng, {names}; hãy giữ một dạng, hoặc nêu dưới \
         `files` của facts.yaml các tệp cần đọc",
    ),
    ("refused-earlier", "`{file}`: {why}"),
    ("refused-table", "{place}: {why}"),
    (
        "open-key",
        "`{file}` có thể bị người khác ngoài chủ sở hữu đọc, và nhờ nó họ biết ai là \
         ai; `chmod 600` giữ tệp cho riêng bạn",
    ),
    (
        "refused-not-found",
        "`{file}` có trong báo cáo nhưng không tìm thấy; `{option}` nói nó ở đâu",
    ),
    (
        "refused-not-in-report",
        "`{file}` được tìm thấy nhưng không có trong báo cáo; hãy để `{option}` chỉ \
         nêu những gì đã đọc",
    ),
    (
        "refused-other-file",
        "`{file}` không phải là tệp đã được đánh giá: SHA-256 của nó là {found}, còn \
         trong báo cáo là {known}",
    ),
    (
        "refused-other-version",
        "`{file}` do passmuster {made} lập, còn đây là {now}; hãy đánh giá lại bằng \
         {made}",
    ),
    (
        "refused-no-version",
        "`{file}` không nói do phiên bản nào lập, nên không thể đánh giá lại; hãy lập \
         lại bằng `check --format json`",
    ),
    ("refused-question", "`asked` của báo cáo: {why}"),
    (
        "refused-no-code",
        "`{subject}` không phải là mã thông báo; để hỏi về quy tắc hoặc kết quả, hãy \
         nêu `--rules`",
    ),
    ("refused-unknown-rule", "không có quy tắc `{rule}`; có {names}"),
    ("refused-which-rule", "`{rule}` có thể là {names}"),
    ("refused-needs-facts", "để giải thích một kết quả, hãy nêu cả `--facts`"),
    (
        "refused-no-finding",
        "không có kết quả `{id}`; mã kết quả nằm trong báo cáo JSON, kết quả đạt thì \
         cần `--show pass`",
    ),
    (
        "refused-days-of-facts",
        "`--on`, `--from` và `--through` nói ngày nào của dữ liệu được đánh giá; hãy \
         nêu dữ liệu bằng `--facts`",
    ),
    (
        "refused-no-day",
        "`{text}` không phải là ngày; với `--rules` thì hai ngày được so sánh",
    ),
    (
        "refused-days-with-rules",
        "với `--rules` thì hai ngày đứng trước nó được so sánh; hãy bỏ `--on`, \
         `--from` và `--through`",
    ),
    (
        "refused-no-case",
        "không có trường hợp thử nào; chúng nằm trong các tệp có tên kết thúc bằng \
         `.cases.yaml`",
    ),
    (
        "cases-differ",
        "không phải mọi trường hợp thử của {file} đều đúng như mong đợi, và trường \
         hợp như vậy coi như chưa viết; `passmuster test` cho biết thêm",
    ),
    ("refused-case-line", "{file}:{line}: {why}"),
    (
        "refused-needs-key",
        "báo cáo gọi người bằng bí danh; hãy đưa tệp khóa bằng `--pseudonymise`",
    ),
    (
        "refused-key-unasked",
        "báo cáo không gọi người bằng bí danh; hãy bỏ `--pseudonymise`",
    ),
    (
        "refused-other-key",
        "`{file}` chứa khóa {key}, còn báo cáo được lập với {other}; hãy đưa tệp của \
         khóa ấy",
    ),
    ("another-key", "khóa khác"),
    (
        "refused-baseline-aggregate",
        "báo cáo trước được lập với `--aggregate` và không nói về người nào, nên \
         không thể tìm lại gì trong đó; hãy đưa báo cáo lập không có tùy chọn ấy",
    ),
    (
        "refused-baseline-key",
        "báo cáo trước gọi người {before}, còn báo cáo này {now}; hãy lập cả hai với \
         cùng một khóa, hoặc cả hai không có khóa",
    ),
    ("called-by-key", "bằng bí danh theo khóa {key}"),
    ("called-by-id", "bằng mã của họ"),
    (
        "refused-no-hex",
        "`{file}` không chứa khóa dạng thập lục phân; `openssl rand -hex 32` tạo ra khóa",
    ),
    (
        "refused-key-length",
        "`{file}` chứa khóa không có từ 64 đến 128 chữ số thập lục phân; `openssl \
         rand -hex 32` tạo ra khóa",
    ),
    (
        "refused-key-guessed",
        "`{file}` chứa khóa có thể đoán được; `openssl rand -hex 32` tạo ra khóa \
         không đoán được",
    ),
    ("refused-editor-gone", "trình soạn thảo ngắt giữa chừng mà không gửi `shutdown`"),
    ("refused-editor", "không hiểu trình soạn thảo: {why}"),
    ("refused-manual", "không viết được trang hướng dẫn: {why}"),
];
