//! What is said of bytes, before anything is read, in Vietnamese.

use super::Entries;

pub(crate) const BYTES: Entries = &[
    ("not-utf-8", "các byte này không phải là UTF-8; hãy lưu tệp theo UTF-8"),
    ("wide-encoding", "tệp theo {encoding}; hãy lưu theo UTF-8"),
    ("not-nfc", "{number} đoạn chữ của tệp không theo dạng NFC"),
    (
        "not-nfc-help",
        "chương trình đã đọc theo NFC; lưu tệp theo NFC thì không còn nhắc nữa",
    ),
    (
        "not-text-help",
        "tệp quy tắc và `facts.yaml` là văn bản YAML; tệp nén phải giải nén trước",
    ),
    ("not-text", "tệp là {kind}, không phải văn bản"),
    ("kind-zip", "bảng tính (XLSX, ODS) hoặc tệp nén (ZIP)"),
    ("kind-old-office", "bảng tính hoặc tài liệu kiểu cũ (XLS, DOC)"),
    ("kind-gzip", "tệp nén (gzip)"),
    ("kind-compressed", "tệp nén"),
    ("kind-parquet", "bảng Parquet"),
    ("kind-pdf", "tài liệu PDF"),
    ("kind-tar", "tệp gộp (tar)"),
    ("control-character", "có ký tự điều khiển {code}; hãy xóa"),
    (
        "bidi-control",
        "ký tự đổi chiều viết {code} làm chữ hiện ra theo thứ tự khác với khi đọc; hãy \
         xóa",
    ),
    (
        "invisible-character",
        "có ký tự không nhìn thấy được {code}; hãy xóa, hoặc viết dấu cách thường",
    ),
    ("file-too-large", "tệp lớn hơn 1 MiB"),
    ("bytes-bom", "tệp bắt đầu bằng dấu thứ tự byte (BOM)"),
    ("bytes-bom-help", "chương trình đã bỏ qua dấu đó; không phải làm gì"),
    ("bytes-bom-twice", "tệp bắt đầu bằng hai dấu thứ tự byte (BOM)"),
    ("bytes-bom-twice-help", "hãy lưu tệp không có dấu nào"),
    ("bytes-cut", "tệp kết thúc giữa một ký tự"),
    ("bytes-cut-help", "tệp bị cắt cụt; hãy xuất lại"),
    ("bytes-not-utf-8", "không phải UTF-8 hợp lệ"),
    ("bytes-nul", "có byte NUL; tệp có thể theo UTF-16"),
    ("bytes-nul-help", "hãy lưu bảng theo \"CSV UTF-8\""),
    (
        "bytes-not-text-help",
        "bảng là văn bản CSV: hãy lưu theo \"CSV UTF-8\"; tệp nén phải giải nén trước",
    ),
    ("bytes-save-as-utf-8-help", "hãy lưu bảng theo \"CSV UTF-8\""),
    ("bytes-tcvn3", "không phải UTF-8 hợp lệ; có vẻ theo TCVN3 (ABC)"),
    ("bytes-tcvn3-help", "hãy chuyển tệp sang UTF-8 bằng công cụ biết bảng mã đó"),
    ("bytes-wide-encoding", "tệp theo {encoding}"),
    ("bytes-windows-1258", "không phải UTF-8 hợp lệ; có vẻ theo Windows-1258"),
    (
        "bytes-windows-1258-help",
        "hãy lưu bảng theo \"CSV UTF-8\", hoặc chuyển mã: `iconv -f CP1258 -t UTF-8`",
    ),
];
