public import Dialogue
public import Index
internal import Language
internal import Matching
internal import Shop

/// One shop's knowledge as training looks at it: the bot that serves, and the parts it is made of.
///
/// It never changes; use it from any number of threads.
public final class ShopView: Sendable {
  public let bot: Bot
  var matcher: Matcher { bot.matcher }
  var catalogue: Catalogue { bot.catalogue }

  /// Opens a snapshot. Costs milliseconds.
  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    bot = try Bot(snapshot)
  }

  /// Brands in the products' names, which look like people's names to a masker.
  public var publicNames: Set<String> {
    var names: Set<String> = []
    for product in catalogue.products {
      for run in product.name.unicodeScalars.split(whereSeparator: { !Cells.isHan($0.value) })
      where (2...4).contains(run.count) {
        names.insert(String(run))
      }
    }
    return names
  }

  /// The index of an entry by its id; nil when the shop has none of that id.
  func entry(_ id: String) -> Int? { catalogue.index(of: id) }

  /// The index of a product by its SKU.
  func product(_ sku: String?) -> Int? {
    sku.flatMap(bot.product(sku:))
  }
}
