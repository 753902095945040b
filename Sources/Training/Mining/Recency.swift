internal import Foundation

/// How recently something was asked: what nobody has asked for weeks is worth less to answer.
struct Recency {
  /// Seconds in which a question loses half of its worth.
  private static let halfLife = 14.0 * 86_400

  private let newest: Int?

  /// - Parameter newest: the time of the last question, in seconds.
  init(_ newest: Int?) {
    self.newest = newest
  }

  /// What is left of the worth of some questions on average, 0…1; 1 where no time is known.
  func share(of members: [ReplayedQuestion]) -> Double {
    let times = members.compactMap(\.question.at)
    guard let newest, !times.isEmpty else { return 1 }
    return times.reduce(0) { $0 + exp2(-Double(newest - $1) / Self.halfLife) }
      / Double(times.count)
  }
}
