/// A JSON value; objects keep the order of their members.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Equatable {
    let name: String
    let value: JSONValue
  }

  /// What the value is, as a message says it.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// A line that is not JSON.
struct JSONSyntaxError: Error, Equatable {
  /// Counted in Unicode scalars from 1.
  let column: Int
  /// What is wrong and how to mend it.
  let message: String
}
