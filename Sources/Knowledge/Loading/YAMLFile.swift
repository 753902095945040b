internal import Foundation
internal import Language
internal import Yams

/// A YAML file as nodes that know their place; problems are collected, not thrown.
final class YAMLFile {
  let file: String
  private(set) var problems: [Problem] = []
  private(set) var root: YAMLNode?

  init(name: String, text: String) {
    file = name
    do {
      if let node = try Yams.compose(yaml: text) {
        root = YAMLNode(node: node, file: self, path: "")
      } else {
        report(
          SourceLocation(file: name, line: 0), "",
          "the file is empty; write its entries or remove it")
      }
    } catch let error as YamlError {
      report(Self.location(of: error, name), "", Self.words(for: error))
    } catch {
      report(SourceLocation(file: name, line: 0), "", "\(error)")
    }
  }

  func report(_ location: SourceLocation, _ field: String, _ message: String) {
    problems.append(Problem(.error, location, field: field, message))
  }

  private static func location(of error: YamlError, _ file: String) -> SourceLocation {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      SourceLocation(file: file, line: mark.line)
    default: SourceLocation(file: file, line: 0)
    }
  }

  private static func words(for error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "column \(mark.column): not valid YAML (\(problem)); "
        + "check indentation, quotes and colons there"
    case .duplicatedKeysInMapping(let duplicates, _):
      "keys stand twice: \(duplicates); keep one of each"
    default: "not valid YAML (\(error))"
    }
  }
}

/// A node of a YAML file, read by field.
struct YAMLNode {
  let node: Node
  unowned let file: YAMLFile
  /// The field names from the root.
  let path: String

  var location: SourceLocation {
    SourceLocation(file: file.file, line: node.mark?.line ?? 0)
  }

  func report(_ message: String) { file.report(location, path, message) }

  /// A field's node; nil when absent.
  func field(_ name: String) -> YAMLNode? {
    guard let mapping = node.mapping else { return nil }
    // By the name as it is written: comparing nodes looks for the types of both, by regexes.
    guard let value = mapping.first(where: { $0.key.scalar?.string == name })?.value else {
      return nil
    }
    if case .scalar(let scalar) = value, scalar.style == .plain,
      scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null"
    {
      return nil
    }
    return YAMLNode(node: value, file: file, path: path.isEmpty ? name : "\(path).\(name)")
  }

  /// Reports fields that nobody reads: most often a typing error.
  func allow(_ names: Set<String>) {
    guard let mapping = node.mapping else {
      report("must be fields with values")
      return
    }
    for (key, _) in mapping {
      let name = key.string ?? ""
      if !names.contains(name) {
        let at = SourceLocation(file: file.file, line: key.mark?.line ?? 0)
        file.report(
          at, name, "unknown field; known ones are \(names.sorted().joined(separator: ", "))")
      }
    }
  }

  var fields: [(name: String, value: YAMLNode)] {
    guard let mapping = node.mapping else {
      report("must be fields with values")
      return []
    }
    return mapping.map { key, value in
      let name = key.string ?? ""
      return (name, YAMLNode(node: value, file: file, path: "\(path).\(name)"))
    }
  }

  var items: [YAMLNode] {
    guard let sequence = node.sequence else {
      report("must be a list")
      return []
    }
    return sequence.enumerated().map {
      YAMLNode(node: $1, file: file, path: "\(path)[\($0)]")
    }
  }

  var text: String? {
    guard let scalar = node.scalar else {
      report("must be a text")
      return nil
    }
    return scalar.string
  }

  func text(_ name: String) -> String? { field(name)?.text }

  func required(_ name: String) -> String {
    guard let value = field(name) else {
      file.report(location, path.isEmpty ? name : "\(path).\(name)", "is missing; add it")
      return ""
    }
    let text = value.text ?? ""
    if text.isEmpty { value.report("is empty; fill it in") }
    return text
  }

  /// A text that may be left out, but not be empty.
  func optional(_ name: String) -> String? {
    guard let value = field(name), let text = value.text else { return nil }
    guard text.isEmpty else { return text }
    value.report("is empty; fill it in or remove the field")
    return nil
  }

  func texts(_ name: String) -> [String] { field(name)?.texts ?? [] }

  /// The texts of a list.
  var texts: [String] { items.compactMap(\.oneLine) }

  /// An item of a list: a text on one line; what is not is reported.
  private var oneLine: String? {
    guard let text else { return nil }
    if text.isEmpty {
      report("is empty; fill it in or remove it")
      return nil
    }
    if text.contains(where: \.isNewline) {
      report("goes over several lines; write it on one line")
      return nil
    }
    return text
  }

  func questions(_ name: String) -> [Question] {
    guard let value = field(name) else { return [] }
    return value.items.compactMap { item in
      item.oneLine.map { Question($0, item.location) }
    }
  }

  func integer(_ name: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = field(name), let text = value.text else { return nil }
    guard let number = Int(text), range.contains(number) else {
      value.report(
        "must be a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
      return nil
    }
    return number
  }

  func number(_ name: String, _ range: ClosedRange<Double>) -> Double? {
    guard let value = field(name), let text = value.text else { return nil }
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? String(text.dropLast()) : text),
      range.contains(isPercent ? number / 100 : number)
    else {
      value.report(
        "must be a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
      return nil
    }
    return isPercent ? number / 100 : number
  }

  func boolean(_ name: String) -> Bool? {
    guard let value = field(name), let text = value.text else { return nil }
    switch text {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      value.report("must be true or false, not '\(text)'")
      return nil
    }
  }

  /// A window written `2026-05-15/2026-06-20` or `always`.
  func window(_ name: String) -> DayWindow? {
    guard let value = field(name), let text = value.text, text != "always" else { return nil }
    guard let window = DayWindow(text) else {
      value.report("must be `always` or two days such as 2026-06-01/2026-06-20, not '\(text)'")
      return nil
    }
    return window
  }
}
