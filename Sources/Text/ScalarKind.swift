/// What a code point is to the reader of a chat message.
public enum ScalarKind: UInt8, Sendable {
  case other, han, letter, digit, space, punctuation, emoji
  /// A mark or another code point that may combine with its neighbours.
  case joining
}
