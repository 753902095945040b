/// What an answer costs in errors as fewer or more questions are answered: answers by falling
/// confidence, and after each the share answered and the share wrong among them.
///
/// El-Yaniv and Wiener (2010), “On the foundations of noise-free selective classification”, JMLR 11.
public struct RiskCoverage: Sendable, Equatable {
  public struct Point: Sendable, Equatable {
    /// Answers with at least this confidence are given.
    public let threshold: Double
    /// Answers given ÷ questions.
    public let coverage: Double
    /// Wrong answers ÷ answers given.
    public let risk: Double
  }

  /// By falling threshold; answers of equal confidence make one point.
  public let points: [Point]
  /// The mean risk over the answers, each at its own threshold; nil without answers.
  public let area: Double?

  /// - Parameter questions: what coverage is a share of; at least the number of samples.
  public init(_ samples: [ConfidenceSample], questions: Int) {
    let sorted = samples.sorted { $0.confidence > $1.confidence }
    var points: [Point] = []
    var wrong = 0
    var area = 0.0
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].confidence == sorted[start].confidence {
        if !sorted[end].isRight { wrong += 1 }
        end += 1
      }
      let risk = Double(wrong) / Double(end)
      area += risk * Double(end - start)
      points.append(
        Point(
          threshold: sorted[start].confidence,
          coverage: Double(end) / Double(max(questions, sorted.count)), risk: risk))
      start = end
    }
    self.points = points
    self.area = sorted.isEmpty ? nil : area / Double(sorted.count)
  }

  /// The curve with at most `count` points, evenly spread over the answers, ends included.
  public func thinned(to count: Int) -> [Point] {
    guard points.count > count, count > 1 else { return points }
    return (0..<count).map { points[$0 * (points.count - 1) / (count - 1)] }
  }
}

/// The chance that a right sample has a higher confidence than a wrong one, ties counting half;
/// nil unless there are both.
///
/// The Mann–Whitney statistic; Hanley and McNeil (1982), “The meaning and use of the area under a
/// receiver operating characteristic (ROC) curve”, Radiology 143.
/// - Complexity: O(n log n).
public func areaUnderROC(_ samples: [ConfidenceSample]) -> Double? {
  let sorted = samples.sorted { $0.confidence < $1.confidence }
  var rightRanks = 0.0
  var right = 0
  var start = 0
  while start < sorted.count {
    var end = start
    var rightHere = 0
    while end < sorted.count, sorted[end].confidence == sorted[start].confidence {
      if sorted[end].isRight { rightHere += 1 }
      end += 1
    }
    // Samples start+1 … end share their mean rank.
    rightRanks += Double(rightHere) * Double(start + 1 + end) / 2
    right += rightHere
    start = end
  }
  let wrong = sorted.count - right
  guard right > 0, wrong > 0 else { return nil }
  let least = Double(right) * Double(right + 1) / 2
  return (rightRanks - least) / (Double(right) * Double(wrong))
}
