/// A value that a customer gives: a height, a price, an order number.
public struct Slot: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    case height, weight, size, money, temperature, length, volume, duration, date, clock
    case percent, count, phone, order, number
  }

  public let kind: Kind
  /// In code points of the rewritten message.
  public let range: Range<Int>
  /// In the unit of the kind: cm, kg, yuan, degrees, mm, ml, hours, …; 0 for names such as XL.
  public let value: Double
}
