#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The natural logarithm, without Foundation.
public func naturalLogarithm(_ value: Double) -> Double { log(value) }

/// e to the power of a value.
func exponential(_ value: Double) -> Double { exp(value) }

/// The logistic function, 0…1.
public func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
