/// The exact two-sided sign test of paired verdicts: how likely a split as uneven as
/// `better` to `worse` is when neither side is favoured. 1 when nothing changed.
///
/// McNemar's test in its exact form; Agresti, “Categorical Data Analysis”, 3rd ed., 11.1.
public func signTest(better: Int, worse: Int) -> Double {
  min(1, 2 * binomialAtMost(min(better, worse), of: better + worse, share: 0.5))
}
