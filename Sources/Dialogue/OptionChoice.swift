/// Reads which of some numbered options a customer takes.
enum OptionChoice {
  /// The option that a number, an ordinal or a title names, all normalised; nil when the text
  /// names none.
  static func pick(_ text: String, titles: [String]) -> Int? {
    if let number = number(in: text, count: titles.count) { return number }
    return titles.firstIndex { $0 == text }
  }

  /// A lone number, 第二个, 第三, 2号; zero-based and within the count.
  static func number(in text: String, count: Int) -> Int? {
    let kept = text.filter { !" 第个号项条那的选就是吧，。！?？~～、.".contains($0) }
    let ordinals = ["1一", "2二两", "3三", "4四", "5五", "6六", "7七", "8八", "9九"]
    guard kept.count == 1, let character = kept.first,
      let number = ordinals.firstIndex(where: { $0.contains(character) }), number < count
    else { return nil }
    return number
  }

  /// None of them is meant.
  static func refusesAll(_ text: String) -> Bool {
    ["都不是", "都不对", "没有一个", "不是这些", "都不要", "以上都不"].contains { text.contains($0) }
  }
}
