//! What is wrong with a call of the library, in Vietnamese.

use super::Entries;

pub(crate) const CALLS: Entries = &[
    (
        "call-outside-facts",
        "được hỏi về {asked_from} đến {asked_through}, nhưng dữ liệu chỉ nói về \
         {from} đến {through}; hãy hỏi trong các ngày ấy, hoặc để `covers` của \
         facts.yaml nói rằng các bảng nói về nhiều ngày hơn",
    ),
    (
        "call-other-zone",
        "`{rule}` bắt đầu hoặc kết thúc vào giờ đồng hồ của {rule_zone} ngày {day}, \
         nhưng giờ đồng hồ của {place} là của {zone}; hãy đổi một trong hai để cả hai \
         cùng một múi giờ",
    ),
    (
        "call-other-rulebook",
        "dữ liệu được lập cho một bộ quy tắc khác; hãy lập bằng `Rulebook::facts`",
    ),
    (
        "call-no-register",
        "không có `people` thì không có danh sách người, nên không biết ai phải tuân \
         thủ các quy tắc; hãy thêm bảng `people`",
    ),
    (
        "call-nothing-in-force",
        "không có quy tắc nào có hiệu lực vào ngày nào từ {from} đến {through}, theo \
         những gì biết được vào {known_at}",
    ),
    (
        "call-backward",
        "khoảng thời gian kết thúc ngày {through}, trước khi bắt đầu ngày {from}",
    ),
    ("call-no-day", "`{text}` không phải là ngày: {why}"),
    ("call-day-form", "ngày được viết theo dạng YYYY-MM-DD"),
    ("call-day-year", "năm đi từ 1900 đến 9999"),
    ("call-day-month", "tháng đi từ 01 đến 12"),
    ("call-day-day", "tháng ấy không có ngày như vậy"),
    ("call-no-report", "đó không phải là báo cáo của passmuster: {why}"),
    ("call-no-json", "từ dòng {line}, cột {column} không phải là JSON"),
    ("call-report-format", "dạng của nó là `{found}`, không phải `{known}`"),
    (
        "call-many-questions",
        "`{rule}` hỏi hơn 128 câu khác nhau; hãy tách thành nhiều quy tắc",
    ),
    (
        "call-many-fillings",
        "không đánh giá được `{rule}` tại {cell}: còn quá nhiều điều chưa biết về nơi \
         ấy; hãy điền các ô trống ở dòng của nó trong `units`",
    ),
    (
        "call-unconfirmed",
        "danh sách tìm được cho `{rule}` không được đánh giá như phải có; đây là lỗi \
         của passmuster, hãy báo lỗi kèm các tệp quy tắc",
    ),
    (
        "call-nobody",
        "không có ai tên là `{name}`{near}; hãy nêu một người trong danh sách, hoặc \
         trong các dòng",
    ),
    (
        "call-outside-ledger",
        "ngày {day} nằm ngoài {from} đến {through}, là các ngày của sổ này; hãy mở sổ \
         cho khoảng thời gian có ngày ấy",
    ),
    (
        "call-not-on-register",
        "`{person}` không có trong danh sách ngày {day}, nên không thể ghi gì cho \
         ngày ấy",
    ),
    ("call-bad-change", "không đọc được thay đổi: {why}"),
    ("call-no-cell", "không có quy tắc `{rule}` nào được đánh giá tại ô `{cell}`"),
    ("call-bad-snapshot", "không khôi phục được bản chụp: {why}"),
    (
        "call-other-columns",
        "một lô có các cột khác lô trước; hãy cho mọi lô cùng các cột",
    ),
    (
        "call-no-code",
        "cột `{column}` của một lô không có đúng một mã cho mỗi dòng trong {rows} \
         dòng, hoặc có mã vượt quá số văn bản; mã 0 là trống, n là văn bản thứ n",
    ),
    ("call-overflow", "các số của `{rule}` quá lớn để so sánh chính xác"),
];
