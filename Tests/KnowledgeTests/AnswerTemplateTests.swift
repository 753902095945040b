import Knowledge
import Testing

@Suite("Placeholders of answers")
struct AnswerTemplateTests {
  @Test(
    "keys, balance and rendering",
    arguments: [
      ("重{重量}克", ["重量"], true, "重5克"), ("没有", [], true, "没有"), ("", [], true, ""),
      ("{重量}{重量}", ["重量", "重量"], true, "55"), ("{别的}", ["别的"], true, "{别的}"),
      ("重{重量", [], false, "重{重量"), ("重}", [], false, "重}"), ("{}", [], false, "{}"),
      ("{a{重量}}", ["重量"], false, "{a5}"),
    ] as [(String, [String], Bool, String)])
  func template(_ source: String, _ keys: [String], _ isBalanced: Bool, _ rendered: String) {
    let template = AnswerTemplate(source)
    #expect(template.keys == keys)
    #expect(template.isBalanced == isBalanced)
    #expect(template.rendered { $0 == "重量" ? "5" : nil } == rendered)
    #expect(template.rendered { _ in nil } == source, "nothing is lost")
  }
}
