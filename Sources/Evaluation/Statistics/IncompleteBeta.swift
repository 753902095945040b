internal import Foundation

/// The regularised incomplete beta function I_x(a, b), by its continued fraction.
///
/// NIST Digital Library of Mathematical Functions, 8.17.22, evaluated by Lentz's method as modified
/// by Thompson and Barnett (1986); I_x(a, b) = 1 − I_{1−x}(b, a) where that converges faster.
/// - Parameters:
///   - x: 0…1; values outside are taken as the nearer end.
///   - a: positive.
///   - b: positive.
/// - Complexity: O(√max(a, b)).
public func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  precondition(a > 0 && b > 0, "incompleteBeta needs positive a and b, not \(a) and \(b)")
  if x <= 0 { return 0 }
  if x >= 1 { return 1 }
  if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
  let logFront = a * log(x) + b * log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)
  return exp(logFront) / a * betaFraction(x, a, b)
}

/// The share of Binomial(trials, share) at or below `hits`: I_{1−share}(trials − hits, hits + 1).
///
/// NIST Digital Library of Mathematical Functions, 8.17.5.
public func binomialAtMost(_ hits: Int, of trials: Int, share: Double) -> Double {
  if hits < 0 { return 0 }
  if hits >= trials { return 1 }
  return incompleteBeta(1 - share, Double(trials - hits), Double(hits + 1))
}

private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  let tiny = 1e-300
  func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }

  var c = 1.0
  var d = 1 / away(1 - (a + b) * x / (a + 1))
  var fraction = d
  var step = 1.0
  // Far more steps than counts in the billions need; the loop ends by its tolerance.
  while step < 100_000 {
    let even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    let odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
    step += 1
  }
  return fraction
}

/// The logarithm of Γ(x) for positive x.
private func logGamma(_ x: Double) -> Double {
  let (value, _) = lgamma(x)
  return value
}
