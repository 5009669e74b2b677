//! Why something is no evidence, in Vietnamese.

use super::Entries;

pub(crate) const EVIDENCE: Entries = &[
    ("evidence-report-release", "báo cáo không có số phát hành; hãy bỏ `--release`"),
    (
        "evidence-no-last",
        "bản phát hành cũ có thể giả làm bản mới nhất; hãy nêu bằng `--last` tệp ghi \
         bản gần nhất",
    ),
    ("evidence-last-there", "`{file}` đã có rồi; hãy bỏ `--first-use`"),
    (
        "evidence-last-missing",
        "không có ghi chép về bản phát hành gần nhất ở `{file}`; hãy đặt lại tệp, \
         hoặc nêu `--first-use` nếu chưa từng thấy bản nào",
    ),
    (
        "evidence-last-malformed",
        "`{file}` không phải là ghi chép về bản phát hành, gồm một số và một mã băm; \
         hãy đặt lại tệp",
    ),
    (
        "evidence-private-key",
        "`{file}` không chứa khóa riêng Ed25519 ({why}); `openssl genpkey -algorithm \
         ed25519` tạo ra khóa",
    ),
    (
        "evidence-public-key",
        "`{file}` không chứa khóa công khai Ed25519 ({why}); `openssl pkey -in \
         KEY.pem -pubout` ghi khóa ấy",
    ),
    (
        "evidence-weak-key",
        "`{file}` chứa khóa sai dạng mà ai cũng ký được; hãy xin khóa của người đã ký",
    ),
    ("evidence-trust", "`{file}`: {why}"),
    ("evidence-trust-version", "hãy viết `passmuster-trust: 1`"),
    (
        "evidence-trusts-nobody",
        "tệp không tin ai; hãy ghi một khóa, và yêu cầu một lần phê duyệt",
    ),
    (
        "evidence-no-release",
        "chứng thực không nêu bản phát hành; hãy ký các quy tắc với `--release`, \
         `--on` và `--through`",
    ),
    ("evidence-statement", "không đọc được lời khai: {why}"),
    ("evidence-of-kind", "đó là `{kind}`; chỉ chấp nhận `{known}`"),
    (
        "evidence-digest",
        "mã băm của `{file}` sai dạng: `{digest}`; SHA-256 gồm 64 chữ số từ 0 đến 9 \
         và từ a đến f",
    ),
    (
        "evidence-other-kind",
        "lời khai là `{kind}`, trong khi cần `{known}`; hãy nêu chứng thực được lập \
         cho nó",
    ),
    ("evidence-many-files", "lời khai nói về {files} tệp; báo cáo là một tệp"),
    (
        "evidence-repeats",
        "lời khai ghi lại phiên bản, câu hỏi hoặc đầu vào khác với `{file}`; hãy xin \
         lời khai do `passmuster attest` lập",
    ),
    ("evidence-missing-file", "`{file}` đã được ký nhưng không còn; hãy đặt lại tệp"),
    (
        "evidence-extra-file",
        "`{file}` chưa được ký; hãy lấy nó đi, hoặc xin chữ ký cho nó",
    ),
    (
        "evidence-other-file",
        "`{file}` không phải là tệp đã ký: SHA-256 của nó là {found}, còn của \
         `{signed}` đã ký là {known}; hãy xin tệp đúng như khi ký",
    ),
    ("evidence-no-report", "`{file}` không phải là báo cáo: {why}"),
    ("evidence-lacks", "không có `{key}`"),
    ("evidence-unknown-key", "khóa {key} không có trong `{file}`"),
    (
        "evidence-not-for-reports",
        "khóa {key} không được ký báo cáo, theo `signs` của `{file}`; hãy xin chữ ký \
         của khóa được phép",
    ),
    (
        "evidence-not-for-rules",
        "khóa {key} không được ký quy tắc, theo `signs` của `{file}`; hãy xin chữ ký \
         của khóa được phép",
    ),
    ("evidence-revoked", "khóa {key} đã bị thu hồi ngày {day}"),
    ("evidence-expired", "khóa {key} đã hết hạn ngày {day}"),
    (
        "evidence-early",
        "các quy tắc được ký ngày {signed}, sau ngày {on}; ngày ấy có đúng không?",
    ),
    (
        "evidence-late",
        "các quy tắc đã hết hạn ngày {through}; hãy lấy bản phát hành đang có giá trị",
    ),
    ("evidence-older", "bản phát hành {number} cũ hơn {last}, là bản đã thấy trước đây"),
    ("evidence-another-release", "bản phát hành {number} khi thấy trước đây là bản khác"),
    ("evidence-leap", "bản phát hành {number} nhảy từ {last} quá {most} số"),
    (
        "evidence-not-signed",
        "chứng thực không có chữ ký của khóa {key}; hãy xin bản có chữ ký ấy",
    ),
    (
        "evidence-approvals",
        "mới có {signed} trên {wanted} lần phê duyệt; hãy nhờ những người còn lại ký",
    ),
    ("evidence-attestation", "không đọc được chứng thực: {why}"),
    ("evidence-attestation-of", "chứng thực là của `{kind}`; chỉ chấp nhận `{known}`"),
    ("evidence-payload", "nội dung của chứng thực không phải là base64: {why}"),
    ("evidence-key-twice", "khóa {key} có hai lần; nó chỉ được tính một lần"),
    (
        "evidence-other-signer",
        "chứng thực do khóa {key} ký, không phải do các khóa được đưa {given}; hãy \
         đưa khóa công khai của tất cả những người đã ký",
    ),
    (
        "evidence-signature",
        "chữ ký của khóa {key} không phải là 64 byte dạng base64; chỉ chấp nhận Ed25519",
    ),
    (
        "evidence-of-other",
        "chữ ký của khóa {key} là của thứ khác; hãy xin chứng thực đúng như khi ký",
    ),
];
