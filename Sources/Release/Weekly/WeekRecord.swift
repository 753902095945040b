internal import Foundation
internal import Index

/// What is kept of a week, so that later weeks can be compared and the job be run again.
public struct WeekRecord: Sendable, Equatable, Codable {
  /// The week's first and last day, such as 2026-11-09_2026-11-15.
  public var week: String
  /// What the version made of it that served when the job first ran.
  public var before: WeekMeasure
  /// What the version makes of it that the job released; nil when it released none.
  public var after: WeekMeasure?
  /// The fall of the transfer rate that was expected of the release, 0…1.
  public var forecast: Double?

  public init(
    week: String, before: WeekMeasure, after: WeekMeasure? = nil, forecast: Double? = nil
  ) {
    self.week = week
    self.before = before
    self.after = after
    self.forecast = forecast
  }

  /// Where the week's files stand.
  static func folder(_ week: String, in state: StateFolder) -> String { "\(state.weeks)/\(week)" }

  /// The record of a week; nil when the job has not run.
  static func read(_ week: String, in state: StateFolder) throws(StateError) -> WeekRecord? {
    let path = folder(week, in: state) + "/week.json"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    do { return try JSONDecoder().decode(WeekRecord.self, from: data) } catch {
      throw StateError(path: path, reason: "is damaged; remove it and run the job again")
    }
  }

  /// The records of earlier weeks, oldest first.
  static func all(before week: String, in state: StateFolder) throws(StateError) -> [WeekRecord] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: state.weeks)) ?? []
    var records: [WeekRecord] = []
    for name in names.sorted() where name < week && !name.hasPrefix(".") {
      if let record = try read(name, in: state) { records.append(record) }
    }
    return records
  }

  func write(in state: StateFolder) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    try AtomicFile.write(
      Array(try encoder.encode(self)) + [UInt8(ascii: "\n")],
      to: Self.folder(week, in: state) + "/week.json")
  }
}
