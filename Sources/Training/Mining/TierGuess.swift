internal import Knowledge

/// Which tier a new entry belongs to: a product's when it is asked of one product, a promotion's
/// when it is about a campaign or ends on a day, else the shop's.
enum TierGuess {
  private static let most = 0.6

  static func tier(of members: [ReplayedQuestion]) -> (tier: Tier, product: Int?) {
    var products: [Int: Int] = [:]
    for member in members {
      if let product = member.product { products[product, default: 0] += 1 }
    }
    let needed = most * Double(members.count)
    if let top = products.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      Double(top.value) >= needed
    {
      return (.product, top.key)
    }
    let campaigns = members.count { member in
      let utterance = Utterance(member.text + " " + member.answer)
      return campaign.occurs(in: utterance.cells)
    }
    return (Double(campaigns) >= needed ? .promotion : .general, nil)
  }

  private static let campaign = WordList(
    "活动 抽奖 免单 中奖 锦鲤 优惠券 刮刮 满减 秒杀 双11 双十一 双12 双十二 618 年货节 会员日 兑换 福袋 红包 大促 预售 定金 尾款 黑五 女神节 名单 截止")
}
