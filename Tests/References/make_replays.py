#!/usr/bin/env python3
"""Independent replays of GY-YD2019-2 and GY-YD2020-1 under other gates (standard library only, exact arithmetic).

    python3 make_replays.py DATA_DIR OUT_FILE

Written from rules.md §2.4, §2.8 and §13, not from the Swift sources; uses the readers of make_references.py. Gates:
  own     shortlist, then 1.8 x lowest, or 0.1 yuan, or a cut of half from the ceiling
  lowest  shortlist, then 1.8 x lowest alone
  anchor  shortlist, anchor = max(lowest, mean / 2) of the shortlisted, 1.8 x anchor or 0.1 yuan; fused bids stay out
  revived the same, and every fused bid comes back at the highest price allowed: that of the dearest winner, or
          1.8 x anchor where at most one won; a price has 4 decimals at most, rounded down
Each lot has the number of winners and the plain mean of their comparable prices; ties do not change either.
"""
import json
import sys
from collections import defaultdict
from fractions import Fraction as F

from make_references import BATCH2, BATCH3, CAPS, Data, content_factor, own_ceiling, step, text

DIGITS = 4   # of a price that a firm comes back at, as the rulebook's unit prices


def floor(value):
    return F(value * 10 ** DIGITS // 1, 10 ** DIGITS)


def lots(data, name):
    by_lot = defaultdict(list)
    for bid in data.bids:
        if bid['round'] == name and bid['status'] != 'no bid':
            by_lot[bid['lot']].append(bid)
    for lot, filed in by_lot.items():
        reference = data.lots[name, lot]['reference_specification']
        bids = []
        for bid in filed:
            price, factor = F(bid['bid_unit_yuan']), content_factor(bid['specification'], reference)
            ceiling = own_ceiling(bid)
            if price <= ceiling:
                bids.append({'comparable': price * factor, 'factor': factor, 'price': price, 'half': 2 * price <= ceiling})
        bids.sort(key=lambda b: b['comparable'])
        yield lot, bids, bids[:step(CAPS[name], len(filed))]


def winners(gate, valid, shortlisted):
    if not shortlisted:
        return []
    prices = [b['comparable'] for b in shortlisted]
    limit = F(9, 5) * valid[0]['comparable']
    if gate == 'own':
        return [b['comparable'] for b in shortlisted
                if b['comparable'] <= limit or b['comparable'] <= F(1, 10) or b['half']]
    if gate == 'lowest':
        return [p for p in prices if p <= limit]
    anchor = max(prices[0], sum(prices, F(0)) / len(prices) / 2)
    won = [p for p in prices if p <= F(9, 5) * anchor or p <= F(1, 10)]
    if gate == 'anchor':
        return won
    cap = max(won) if len(won) > 1 else F(9, 5) * anchor
    fused = [b for b in shortlisted if b['comparable'] not in won]
    return won + [min(floor(cap / b['factor']), b['price']) * b['factor'] for b in fused]


def main(folder, out):
    data = Data(folder)
    result = {}
    for name in (BATCH2, BATCH3):
        result[name] = {}
        for lot, valid, shortlisted in lots(data, name):
            result[name][lot] = {}
            for gate in ('own', 'lowest', 'anchor', 'revived'):
                prices = winners(gate, valid, shortlisted)
                result[name][lot][gate] = {
                    'winners': len(prices), 'mean': text(sum(prices, F(0)) / len(prices), 8) if prices else None}
    with open(out, 'w', encoding='utf-8', newline='\n') as file:
        json.dump(result, file, ensure_ascii=False, indent=1, sort_keys=True)
        file.write('\n')
    for name, found in result.items():
        for base in ('own', 'lowest'):
            for gate in ('anchor', 'revived'):
                changes = [F(x[gate]['mean']) / F(x[base]['mean']) - 1 for x in found.values()
                           if x[base]['mean'] and x[gate]['mean']]
                rises = [c for c in changes if c > 0]
                print(name, gate, 'against', base, len(changes), 'lots', len(rises), 'rise',
                      text(sum(rises, F(0)) / len(rises) * 100, 2) if rises else '-',
                      text(max(rises) * 100, 2) if rises else '-', file=sys.stderr)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit('usage: make_replays.py DATA_DIR OUT_FILE')
    main(sys.argv[1], sys.argv[2])
