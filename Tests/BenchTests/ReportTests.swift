import Bench
import Foundation
import TestSupport
import Testing

@Suite struct ReportTests {
  @Test(arguments: [
    ([1.0], 0.5, 1.0), ([1, 2, 3, 4], 0.5, 2), ([4, 3, 2, 1], 0.99, 4), ([1, 2, 3], 0, 1),
    ([1, 2, 3], 1, 3),
  ])
  func percentilesAreByNearestRank(values: [Double], share: Double, expected: Double) {
    #expect(Latencies(values).percentile(share) == expected)
  }

  @Test func aThousandAndOneValuesHaveTheirPercentiles() {
    let latencies = Latencies((0...1_000).map(Double.init).shuffled())
    #expect(latencies.percentile(0.5) == 500)
    #expect(latencies.percentile(0.99) == 990)
    #expect(latencies.percentile(0.999) == 999)
    #expect(Latencies([]).percentile(0.5) == 0)
  }

  @Test(arguments: [
    ("500", [500]), ("500,10k,1M", [500, 10_000, 1_000_000]), ("2k,1k,2k", [1_000, 2_000]),
  ])
  func sizesAreRead(text: String, sizes: [Int]) throws {
    #expect(try BenchSizes.list(text) == sizes)
  }

  @Test(arguments: ["", "x", "10,", "99", "5M", "-1k", "1kk", "99999999999999999999k", "1.5k"])
  func wrongSizesAreNamed(text: String) {
    #expect(throws: BenchArgumentError.self) { try BenchSizes.list(text) }
  }

  @Test func suitesAreReadInTheirOrder() throws {
    #expect(try BenchSuite.list("memory,tokenizer") == [.tokenizer, .memory])
    #expect(throws: BenchArgumentError.unknownSuite("speed")) { try BenchSuite.list("speed") }
  }

  private static func report() throws -> BenchReport {
    let source = CorpusSource(try SmallShop.load(SmallShop.files))
    let data = BenchData(source, largest: 500)
    var report = BenchReport(data: CorpusFacts(data), cores: 2)
    report.add([
      BenchResult(
        .retrieval, "500", size: 500,
        [
          BenchMetric("queries_per_second", "每秒", "问", 1_234.5, decimals: 0),
          BenchMetric("p99_us", "p99", "µs", 7.25, decimals: 1),
        ]),
      BenchResult(.match, "匹配", [BenchMetric("p50_us", "p50", "µs", 3, decimals: 1)]),
    ])
    return report
  }

  @Test func jsonHoldsDataAndResults() throws {
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(try Self.report().json.utf8)) as? [String: Any])
    #expect(object["format"] as? Int == 1)
    #expect((object["data"] as? [String: Any])?["questions"] as? Int == 500)
    let results = try #require(object["results"] as? [[String: Any]])
    #expect(results.count == 2)
    #expect(results[0]["suite"] as? String == "retrieval")
    #expect(results[0]["questions"] as? Int == 500)
    #expect(results[0]["queries_per_second"] as? Double == 1_234.5)
    #expect(results[1]["questions"] is NSNull)
  }

  @Test func theTableHasAColumnForEachFigure() throws {
    let lines = try Self.report().text.split(separator: "\n").map(String.init)
    let header = try #require(lines.first { $0.contains("p99") })
    #expect(header.contains("每秒"))
    #expect(lines.contains { $0.hasPrefix("500") && $0.hasSuffix("7.3") })
  }

  @Test func aProbeTellsTwoNumbers() {
    #expect(ServingProbe.Memory("12 34\n")?.anonymous == 12)
    #expect(ServingProbe.Memory("12 34\n")?.mapped == 34)
    #expect(ServingProbe.Memory("12") == nil)
    #expect(ServingProbe.Memory("ja nein") == nil)
  }

  @Test func clocksGoForward() {
    let (thread, wall) = (BenchClock.thread, BenchClock.monotonic)
    var sum = 0.0
    for number in 0..<200_000 { sum += Double(number).squareRoot() }
    #expect(sum > 0)
    #expect(BenchClock.thread > thread)
    #expect(BenchClock.monotonic > wall)
  }
}
