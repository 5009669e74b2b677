//! What lint says, in Vietnamese.

use super::Entries;

pub(crate) const LINT: Entries = &[
    (
        "directive-twice",
        "bản {version} của `{directive}` được nạp hai lần; đã có trong {file}",
    ),
    ("not-loaded", "không có tệp nào của văn bản `{directive}`"),
    ("not-loaded-help", "hãy đưa cả tệp quy tắc của văn bản đó"),
    ("people-only", "`everyone` và `working` là nhóm người, không thể hỏi về {subject}"),
    ("group-of-others", "`{group}` là nhóm gồm {own}, không thể hỏi về {subject}"),
    ("group-of-others-help", "hãy viết `in: {own}` cạnh `group`, hoặc hỏi nhóm khác"),
    ("group-of-cell-help", "ô được hỏi về nơi; nhóm các nơi thì ghi `in: units`"),
    ("defined-here", "được định nghĩa ở đây"),
    ("group-cycle", "nhóm `{group}` chứa chính nó"),
    (
        "act-not-loaded",
        "`{verb}` tác động đến văn bản `{directive}`, nhưng tệp của văn bản đó không \
         được đưa vào",
    ),
    ("unknown-rule-there", "không có quy tắc `{rule}`"),
    ("stands-there", "có {names}"),
    ("act-without-citation", "`{verb}` không dẫn điểm, khoản nào"),
    ("day-word-of-act", "`{field}` được hỏi về một ngày, mà các ô của `{rule}` dài hơn"),
    (
        "day-word-of-act-help",
        "hãy hỏi nơi và hồ sơ của nơi; ngày được nói bằng `from` và `through`",
    ),
    ("level-of-act", "cấp độ `{field}` có thể thay đổi trong các ô của `{rule}`"),
    (
        "level-of-act-help",
        "hãy viết `level_at: start` hoặc `level_at: end` trong quy tắc đó",
    ),
    (
        "act-too-early",
        "`{verb}` tác động đến `{directive}`, mà trước ngày {day} chưa ai biết văn bản \
         đó",
    ),
    (
        "act-too-early-help",
        "hãy xem `issued` của cả hai tệp; nếu không có thì tính ngày ký, rồi đến ngày \
         đầu có hiệu lực",
    ),
    (
        "act-circle",
        "thời gian hiệu lực của `{directive}` tùy thuộc vào chính nó, qua `as` và các \
         tác động",
    ),
    (
        "act-circle-help",
        "hãy ghi ngày của một trong các văn bản, thay cho `as` hoặc các tác động lẫn \
         nhau",
    ),
    (
        "acts-clash",
        "`{one}` mâu thuẫn với `{two}` của `{directive}`, và không có gì cho biết cái \
         nào sau cùng",
    ),
    (
        "acts-clash-help",
        "hai văn bản ban hành cùng ngày; hãy bỏ tác động đã bị vượt qua, và ghi lý do \
         dưới `interpretations`",
    ),
    ("acts-clash-here-help", "hãy viết một tác động nói điều gì có hiệu lực sau cùng"),
    (
        "too-many-conditions",
        "có hơn {most} tác động có `when` hoặc `unless` đến các văn bản gắn với nhau",
    ),
    (
        "too-many-conditions-help",
        "hãy `replace` quy tắc bằng quy tắc có `when` của chính nó nói hỏi những ô nào",
    ),
    ("act-lapsed", "`{target}` đã kết thúc khi văn bản này ban hành"),
    (
        "act-lapsed-help",
        "hãy viết `from`: ngày sau điểm kết thúc cũ thì liền mạch, ngày muộn hơn thì \
         để trống một khoảng",
    ),
    (
        "act-outside",
        "`{verb}` đối với `{target}` không bao giờ được thực hiện: khi đó chính văn \
         bản của nó không có hiệu lực",
    ),
    ("act-outside-help", "hãy xem `from`, và `in_force` của văn bản này"),
    ("act-no-effect", "`{verb}` đối với `{target}` không thay đổi gì"),
    (
        "act-no-effect-help",
        "hãy xem khi đó nó có hiệu lực không, và trước đó đã bị tác động thế nào",
    ),
    (
        "as-cycle",
        "`{directive}` lấy thời gian hiệu lực từ chính nó, qua các văn bản khác",
    ),
    ("fields-disagree", "`{field}` được `{directive}` khai báo khác"),
    (
        "no-clauses",
        "`{directive}` không liệt kê các điểm, khoản, nên việc dẫn chiếu không được \
         kiểm tra",
    ),
    (
        "clause-missing",
        "không quy tắc nào dẫn điểm, khoản `{clause}`, mà cũng không nói vì sao; hãy \
         viết một quy tắc, hoặc `not_checked` kèm lý do",
    ),
    (
        "ruled-and-not-checked",
        "điểm, khoản `{clause}` là `not_checked`, nhưng có quy tắc dẫn chiếu",
    ),
    ("no-citation", "`{rule}` không dẫn điểm, khoản nào"),
    ("no-rules", "`{directive}` không có quy tắc nào; văn bản chỉ cho mượn ngày và tên"),
    (
        "no-issue-date",
        "`{directive}` không nói được ban hành hay ký ngày nào; tính theo ngày đầu có \
         hiệu lực",
    ),
    (
        "open-end",
        "thời gian hiệu lực không có điểm kết thúc; nếu có hiệu lực lâu dài, hãy viết \
         `until: further-notice`",
    ),
    ("open-beginning", "thời gian hiệu lực không có điểm bắt đầu"),
    (
        "outside-document",
        "`{rule}` có hiệu lực vào những ngày mà văn bản chứa nó không có hiệu lực",
    ),
    ("never-binds", "`{bound}: {amount}` luôn được giữ, dù bố trí người thế nào"),
    ("never-met", "`{bound}: {amount}` luôn bị vi phạm, dù bố trí người thế nào"),
    ("no-base", "`of` là tổng số của một tỷ lệ, mà `{amount}` không phải là tỷ lệ"),
    (
        "exempts-everybody",
        "`{rule}` miễn cho tất cả những ai sẽ bị đếm, hoặc thuộc tổng số",
    ),
    ("each-keeps", "ai được `each` chọn thì chỉ vì thế đã giữ đúng `{key}`"),
    ("each-breaks", "ai được `each` chọn thì không thể giữ đúng `{key}`"),
    (
        "exempt-of-another-day",
        "không thể miễn cho ai khỏi một tổng số được đếm vào ngày khác",
    ),
    (
        "exempt-of-another-day-help",
        "hãy viết `out_of: count`, và loại những ai cần loại ngay trong `of`",
    ),
    (
        "base-of-rows",
        "tổng số của ngày khác chỉ hỏi danh sách nhân sự: các trường của người và đơn \
         vị, không hỏi dòng và hồ sơ",
    ),
    ("empty-allow", "`allow` không có mã; hãy viết một mã, hoặc bỏ đi"),
    ("unknown-code", "không có cảnh báo `{code}`"),
    ("unknown-code-help", "mã nằm trong ngoặc vuông sau từ `warning`"),
    ("error-allowed", "`{code}` là lỗi, mà lỗi thì không thể cho phép"),
    ("error-allowed-help", "hãy sửa điều mà lỗi nói"),
    ("facts-allowed", "`{code}` không chỉ nói về tệp quy tắc, nên không thể cho phép"),
    ("facts-allowed-help", "hãy sửa các bảng, hoặc danh sách nhân sự"),
    ("unused-allowed", "`{code}` nói về một `allow`, nên không thể cho phép chính nó"),
    ("unused-allowed-help", "hãy bỏ `allow` không dùng đến"),
    ("no-reason", "`allow` không có lý do"),
    ("no-reason-help", "hãy viết vài chữ vì sao không có gì sai"),
    ("group-of-nobody", "`{group}` không thể gồm ai"),
    ("matches-nobody", "không ai có thể hợp với điều kiện này cùng những gì bên cạnh"),
    ("no-cell", "`when` và `unless` không để lại ô nào để hỏi"),
    ("matches-nobody-help", "hãy xem `not`, các đầu mút của số và ngày, và các nhóm"),
    ("says-the-same", "`{rule}` nói giống hệt `{other}`"),
    (
        "unfelt",
        "ai giữ đúng `{other}` thì giữ đúng `{rule}`, nên không bao giờ thấy tác dụng",
    ),
    ("no-room", "không ai có thể giữ đúng cả `{rule}` và `{other}`"),
    (
        "no-room-but-parts",
        "chỉ giữ đúng được cả `{rule}` và `{other}` khi tổng số chia hết cho {parts}",
    ),
    ("the-other-here", "`{other}` ở đây"),
    ("rest-between", "`{rule}` không thấy thời gian nghỉ giữa kỳ này và kỳ sau"),
    (
        "rest-between-help",
        "hãy viết `rolling: 7 days` trong `per`, hoặc một kỳ dài hơn như `month`",
    ),
    (
        "base-of-those-there",
        "tổng số của `{rule}` là những ai có mặt lúc đó, không phải những ai thuộc nơi \
         đó",
    ),
    (
        "base-of-those-there-help",
        "hãy viết `office` hoặc `unit` trong `per`, khi đó người là người trong danh \
         sách nhân sự",
    ),
    (
        "never-passes",
        "`{rule}` không bao giờ đạt: thời gian hiệu lực không có điểm kết thúc, và một \
         ngày sau này có thể vi phạm",
    ),
    (
        "never-passes-help",
        "hãy viết điểm kết thúc trong `in_force`, hoặc một kỳ như `month` trong `per`",
    ),
    ("allow-unused", "`{code}` không được báo ở đây, nên không cho phép gì"),
    ("allow-unused-help", "hãy bỏ đi, hoặc viết mã được báo"),
    (
        "advice-cited",
        "`{rule}` có tính bắt buộc, mà ở đó điểm, khoản `{clause}` chỉ được thực hiện \
         như khuyến nghị",
    ),
    ("advice-cited-help", "hãy viết `force: should`, hoặc dẫn một điểm, khoản bắt buộc"),
    ("advice-here", "quy tắc của điểm, khoản đó ở đây"),
    (
        "passed-before-issue",
        "ban hành ngày {issued}, sau khi thời gian hiệu lực kết thúc ngày {through}",
    ),
    ("the-window-here", "thời gian hiệu lực ở đây"),
    ("signed-later", "ban hành ngày {issued}, trước khi ký ngày {signed}"),
    (
        "gap-between",
        "cả `{other}` và `{rule}` đều không có hiệu lực từ {from} đến hết {through}",
    ),
    (
        "gap-of-extension",
        "`{target}` có hiệu lực đến hết {through}, và văn bản này tiếp tục muộn hơn: \
         những ngày ở giữa không có quy định",
    ),
    ("gap-of-extension-help", "hãy viết `from: {day}`, hoặc bỏ `from`"),
    (
        "replaces-nothing",
        "khi đó `{target}` đã hết hiệu lực, mà `{rule}` giữ thời gian hiệu lực của nó: \
         không bao giờ có hiệu lực",
    ),
    ("replaces-nothing-help", "hãy cho `{rule}` một `in_force` riêng"),
    ("group-unused", "không gì dùng nhóm `{group}`"),
    ("field-unused", "không gì đọc trường `{field}`"),
];
