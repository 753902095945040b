/// An answer that holds facts as `{key}`.
public struct AnswerTemplate: Sendable, Equatable {
  public enum Part: Sendable, Equatable {
    case text(String)
    case placeholder(String)
  }

  public let parts: [Part]
  /// Whether every brace has its partner, with a key between them.
  public let isBalanced: Bool

  /// Reads a template; a brace without partner stays as text. O(n).
  public init(_ source: String) {
    var parts: [Part] = []
    var isBalanced = true
    var text = ""
    var key: String?
    for character in source {
      switch (character, key) {
      case ("{", nil):
        key = ""
      case ("{", let open?):
        isBalanced = false
        text += "{" + open
        key = ""
      case ("}", let open?):
        if open.isEmpty {
          isBalanced = false
          text += "{}"
        } else {
          if !text.isEmpty { parts.append(.text(text)) }
          text = ""
          parts.append(.placeholder(open))
        }
        key = nil
      case ("}", nil):
        isBalanced = false
        text.append(character)
      case (_, let open?):
        key = open + String(character)
      case (_, nil):
        text.append(character)
      }
    }
    if let key {
      isBalanced = false
      text += "{" + key
    }
    if !text.isEmpty { parts.append(.text(text)) }
    self.parts = parts
    self.isBalanced = isBalanced
  }

  /// The keys of the placeholders, in order.
  public var keys: [String] {
    parts.compactMap { part in
      if case .placeholder(let key) = part { key } else { nil }
    }
  }

  /// The text with values in place of the placeholders; those without a value stay. O(n).
  public func rendered(_ value: (String) -> String?) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .placeholder(let key): value(key) ?? "{\(key)}"
      }
    }.joined()
  }
}

extension Product {
  /// The value that a placeholder of the product's answers stands for: a fact, or a variant.
  public func value(of key: String) -> String? {
    facts.first { $0.key == key }?.value ?? variants.first { $0.key == key }?.value
  }
}
