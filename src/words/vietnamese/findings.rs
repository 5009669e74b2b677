//! What is said of findings. What is counted, and the bound, come from the rule in plain words.

use super::Entries;

pub(crate) const FINDINGS: Entries = &[
    (
        "aggregated-people",
        "trong {number} người{where}: {pass} đạt, {fail} không đạt, {granted} được cho phép, \
         {undetermined} chưa thể kết luận, {unjudged} không xét",
    ),
    (
        "aggregated-visits",
        "trong {number} lượt khách{where}: {pass} đạt, {fail} không đạt, {granted} được cho \
         phép, {undetermined} chưa thể kết luận, {unjudged} không xét",
    ),
    ("aggregated-apart", "{count} giá trị của {by}{where}; {bound}"),
    ("limit-share", "{count} trên {base} {what}{where}; {allowed}"),
    (
        "limit-share-unmeetable",
        "{count} trên {base} {what}{where}; không số nào thỏa mãn: {bound}",
    ),
    ("limit-number", "{count} {what}{where}; {allowed}"),
    ("limit-number-unmeetable", "{count} {what}{where}; không số nào thỏa mãn: {bound}"),
    (
        "undetermined-share",
        "{count} trên {base} {what}{where}; chưa thể kết luận: {bound}",
    ),
    ("undetermined-number", "{count} {what}{where}; chưa thể kết luận: {bound}"),
    ("at-most-may", "nhiều nhất được {allowed}"),
    ("at-least-must", "ít nhất phải là {allowed}"),
    ("exactly-must", "phải đúng {allowed}"),
    ("bound-may", "{bound}"),
    ("bound-must", "{bound}"),
    ("days-counted", "ngày {what}"),
    ("counted", "được tính"),
    ("lasting", "{what} trong ít nhất {long}"),
    ("summed", "{field}"),
    ("status", "{status}"),
    ("quota-number", "`{item}`: {count} ({what}){where}; {bound}"),
    (
        "quota-number-undetermined",
        "`{item}`: {count} ({what}){where}; chưa thể kết luận: {bound}",
    ),
    ("quota-share", "`{item}`: {count} trên {base} ({what}){where}; {bound}"),
    (
        "quota-share-undetermined",
        "`{item}`: {count} trên {base} ({what}){where}; chưa thể kết luận: {bound}",
    ),
    ("quota-mean", "{count} của {base} người ({what}){where}; bình quân {bound}"),
    (
        "quota-mean-undetermined",
        "{count} của {base} người ({what}){where}; chưa thể kết luận: bình quân {bound}",
    ),
    ("quota-mean-share", "{count} trên {base} ({what}){where}; bình quân {bound}"),
    (
        "quota-mean-share-undetermined",
        "{count} trên {base} ({what}){where}; chưa thể kết luận: bình quân {bound}",
    ),
    ("as-required", "đúng yêu cầu ({words})"),
    ("as-forbidden", "thuộc trường hợp bị cấm ({words})"),
    ("in-place", " tại {places}"),
    ("nowhere", ""),
    ("at-moment", "{where} lúc {clock}"),
    ("level-held", "{level} tại {at}: {is}{of} từ {since}{by}"),
    ("level-unknown", "{level} tại {at}: chưa rõ"),
    ("level-of", " theo {of}"),
    ("level-by", ", do {by} quy định"),
    ("carried", "{value}: {by}"),
    ("carried-perhaps", "{value}: có thể {perhaps}"),
    ("carried-perhaps-too", "{value}: {by}, có thể {perhaps}"),
    ("perhaps", "có thể {value}"),
    ("nobody-there", "không có ai thuộc diện của `{rule}`{where}"),
    ("matched-nobody-ever", "`{rule}` không áp dụng cho ai trong toàn bộ thời gian"),
    ("no-data", "`{rule}` cần một bảng không được cung cấp"),
    ("cut-period", "hiệu lực làm kỳ tính bị ngắn lại{where}; `{rule}` đòi hỏi cả kỳ"),
    (
        "cut-period-by-level",
        "hiệu lực hoặc cấp độ làm kỳ tính bị ngắn lại{where}; `{rule}` đòi hỏi cả kỳ",
    ),
    ("require-be-kept", "`{item}` {what}"),
    ("require-be-broken", "`{item}` không {what}"),
    ("require-be-undetermined", "chưa rõ `{item}` có {what} hay không"),
    ("require-never-be-kept", "`{item}` không {what}"),
    ("require-never-be-broken", "`{item}` {what}"),
    ("require-never-be-undetermined", "chưa rõ `{item}` có {what} hay không"),
    ("require-have-kept", "`{item}` {what}"),
    ("require-have-broken", "`{item}` không {what}"),
    ("require-have-both-broken", "`{item}` không đồng thời {what}"),
    ("require-have-all-broken", "`{item}` không đồng thời {what}"),
    ("require-have-undetermined", "chưa rõ `{item}` có hay không: {what}"),
    ("mend-fewer", "bớt {change} trường hợp {what}: trong số {candidates}"),
    ("mend-more", "thêm {change} trường hợp {what}: trong số {candidates}"),
    ("mend-nobody", "cần thay đổi {change} trường hợp {what}; không có ai điều được"),
    (
        "mend-too-few",
        "cần thay đổi {change} trường hợp {what}; chỉ điều được {candidates}",
    ),
    (
        "notice-hidden-groups",
        "`{rule}`: không hiển thị {number} nhóm có dưới {threshold} người hoặc nằm cạnh \
         nhóm như vậy",
    ),
    (
        "notice-matched-nobody",
        "`{rule}` không áp dụng cho ai trong toàn bộ thời gian; có tên nào viết sai \
         không?",
    ),
    ("notice-no-table", "`{rule}` không được đánh giá vì không có bảng `{table}`"),
    (
        "notice-blank-per",
        "{rows} dòng để trống `{column}` không thuộc ô nào của `{rule}`",
    ),
    ("notice-cut-out", "{cells} ô nằm ngoài `{rule}` do `when` hoặc `unless`"),
    ("notice-pseudonymised", "cá nhân được nêu bằng bí danh, theo khóa {key}"),
    (
        "notice-no-bound",
        "`{rule}` không đặt giới hạn cho {cells} ô; các ô đó không được đánh giá",
    ),
    (
        "notice-grant-ignored",
        "giấy phép `{grant}` không được tính vì người cấp không có quyền cho phép khác với \
         `{rule}`",
    ),
    (
        "notice-grant-ends",
        "giấy phép `{grant}` được khác với `{rule}` hết hạn ngày {day}",
    ),
    ("notice-not-in-force", "`{rule}` không có hiệu lực vào ngày nào trong kỳ"),
    (
        "notice-act-not-loaded",
        "`{directive}` tác động (`{verb}`) đến `{target}`, nhưng tệp của văn bản đó \
         không được đưa vào",
    ),
    (
        "notice-act-not-done",
        "`{directive}` tác động (`{verb}`) đến `{target}`, nhưng khi đó chưa có hiệu \
         lực",
    ),
    (
        "separate",
        "{who}{count} giá trị của `{by}`{where} cùng nhau{within} ({values}); nhiều \
         nhất được {at_most}",
    ),
    (
        "separate-undetermined",
        "{who}{count} giá trị của `{by}`{where} cùng nhau{within} ({values}); chưa thể \
         kết luận có quá {at_most} hay không",
    ),
    (
        "separate-none",
        "{who}không có giá trị nào của `{by}`{where}; cùng nhau{within} nhiều nhất được \
         {at_most}",
    ),
    ("separate-person", "`{person}`: "),
    ("mend-apart", "{change} người phải rời đi để chỉ còn {keeps}: {candidates}"),
    (
        "mend-apart-held",
        "{change} người phải rời đi để chỉ còn {keeps}; quy tắc khác giữ một số người \
         trong đó",
    ),
];
