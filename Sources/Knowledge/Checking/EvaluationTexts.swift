internal import Foundation
internal import Language

/// Reads what customers say in evaluation cases (JSON lines), with the place of each text.
enum EvaluationTexts {
  private struct Case: Decodable {
    struct Turn: Decodable {
      let text: String?
      let from: String?
    }
    let turns: [Turn]
  }

  /// The texts of customers in all `*.jsonl` files of a folder, sorted by file.
  static func read(_ path: String) -> ([Question], [Problem]) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      let problem = Problem(.error, SourceLocation(file: path, line: 0), "打不开评测文件夹；检查路径和权限")
      return ([], [problem])
    }
    var texts: [Question] = []
    var problems: [Problem] = []
    for name in names.sorted() where name.hasSuffix(".jsonl") {
      let file = path + "/" + name
      guard let data = FileManager.default.contents(atPath: file) else {
        problems.append(Problem(.error, SourceLocation(file: file, line: 0), "打不开；检查权限"))
        continue
      }
      read(data, file, &texts, &problems)
    }
    return (texts, problems)
  }

  private static func read(
    _ data: Data, _ file: String, _ texts: inout [Question], _ problems: inout [Problem]
  ) {
    let decoder = JSONDecoder()
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 <= 0x20 }) {
      let location = SourceLocation(file: file, line: index + 1)
      guard let one = try? decoder.decode(Case.self, from: Data(line)) else {
        problems.append(
          Problem(.error, location, field: "turns", "不是一行完整的评测用例；每行一个带 turns 的 JSON 对象"))
        continue
      }
      for turn in one.turns where turn.from == nil || turn.from == "customer" {
        if let text = turn.text { texts.append(Question(text, location)) }
      }
    }
  }
}
