#!/usr/bin/env python3
"""Independent reference figures for the rounds in DATA_DIR (standard library only, exact arithmetic).

    python3 make_references.py DATA_DIR OUT_DIR

Written from docs (definitions.md, rules.md §1, §2.3-2.5, §13), not from the Swift sources. Writes one JSON
per round to OUT_DIR; the comparison with the table in definitions.md goes to stderr. See README.md.
"""
import csv
import json
import os
import re
import statistics
import sys
from collections import Counter, defaultdict
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction as F

PILOT, EXPANSION, BATCH2, BATCH3 = '4+7', '4+7-expansion', 'GY-YD2019-2', 'GY-YD2020-1'
ROUNDS = (PILOT, EXPANSION, BATCH2, BATCH3)
CAPS = {  # firms that filed -> places in the shortlist; the last entry holds for every larger number
    BATCH2: [1, 2, 2, 3, 4, 4, 5, 5, 6],              # rules.md §2.3, published
    BATCH3: [1, 2, 2, 3, 4, 4, 5, 6, 6, 8, 8],        # rules.md §13, reconstructed
    EXPANSION: [3],                                   # the three lowest
}
SHARES = {  # winners in the lot -> share of the base; the last entry holds for every larger number
    'normal': [50, 60, 70, 80],
    'antibacterial-and-alike': [40, 50, 60, 70],
    EXPANSION: [50, 60, 70],
    PILOT: [100],                                     # agreed volume already
}
TERMS = {  # winners in the lot -> months; the last entry holds for every larger number; lots.csv may override
    PILOT: [12], EXPANSION: [12, 12, 24],                 # rules.md §2.0
    BATCH2: [12, 24, 24, 36], BATCH3: [12, 12, 24, 36],
}
PACK_EXPONENTIAL = {'oral-solid', 'oral-modified-release'}   # pack factor 1.95, linear otherwise
TABLE = [  # definitions.md, "What an independent exact computation over data/ gives"
    (BATCH2, 'ceiling-printed', '55.10', '52.26', '92.99', '2.041', '3.825'),
    (BATCH2, 'ceiling', '55.40-55.93', '53.08-53.56', '92.99', '2.041', '3.723'),
    (BATCH3, 'ceiling', '72.25', '69.02', '98.72', '3.658', '12.252'),
    (EXPANSION, 'ceiling', '25.91', '20.87', '77.81', '4.648', '1.588'),
    (EXPANSION, 'ceiling-own-unit', '24.46', '18.94', '74.31', '', ''),
    (PILOT, 'previous', '58.35', '58.35', '96.14', '1.937', '4.220'),
]


# ---------------------------------------------------------------- exact arithmetic

def half_up(value, digits):
    """Rounded half up (halves away from zero), exactly."""
    scaled = abs(value) * 10 ** digits
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return F(rounded if value >= 0 else -rounded, 10 ** digits)


def text(value, digits):
    """The decimal string of a value rounded half up."""
    if value is None:
        return None
    whole = half_up(value, digits) * 10 ** digits
    body = str(abs(int(whole))).rjust(digits + 1, '0')
    return ('-' if whole < 0 else '') + body[:-digits] + '.' + body[-digits:]


def factor(base, ratio):
    """base^log2(ratio) to 18 significant digits, half to even; exactly 1 for ratio 1, linear for base 2."""
    if ratio == 1 or base == '2':
        return ratio
    with localcontext() as context:
        context.prec = 60
        doublings = (Decimal(ratio.numerator) / ratio.denominator).ln() / Decimal(2).ln()
        power = Decimal(base).ln() * doublings
        return F(Context(prec=18, rounding=ROUND_HALF_EVEN).create_decimal(power.exp()))


# ---------------------------------------------------------------- specifications

MILLIGRAMS = {'g': F(1000), 'mg': F(1), 'ug': F(1, 1000)}


def contents(specification):
    """Contents in mg of each component: '0.25g', '5ml:50mg', '50mg/5ml', '10%（150ml:15g）', '150mg+12.5mg'.

    What follows 与 is the vehicle. The fill (ml) is not a content; no lot here mixes fills (asserted).
    """
    plain = specification.split('与')[0].replace('μ', 'u').replace('µ', 'u')
    found = re.findall(r'([\d.]+)(mg|ug|g)', plain)
    assert found, specification
    return tuple(F(number) * MILLIGRAMS[unit] for number, unit in found)


def content_factor(source, target):
    """What a price for `source` is multiplied by to become a price for `target`."""
    a, b = contents(source), contents(target)
    ratio = b[0] / a[0]
    fills = {F(x) for s in (source, target) for x in re.findall(r'([\d.]+)ml', s)}
    assert len(a) == len(b) and all(y / x == ratio for x, y in zip(a, b)) and len(fills) <= 1, (source, target)
    return factor('1.7', ratio)


def same_content(a, b):
    return contents(a) == contents(b)


def step(table, count):
    return table[min(count, len(table)) - 1]


def drug_name(lot):
    return re.split('（|口服|注射|缓释', lot)[0]


def route(name):
    """Of a lot's or a product's name: 注射剂, 注射液, 注射用…; 口服散剂, …散 (not 分散片); the rest."""
    return 'injection' if '注射' in name else 'powder' if re.search('散(剂|$)', name) else 'oral'


# ---------------------------------------------------------------- data

class Data:
    def __init__(self, folder):
        def rows(file):
            with open(os.path.join(folder, file), encoding='utf-8-sig', newline='') as lines:
                return list(csv.DictReader(lines))
        self.bids = rows('bids.csv')
        self.lots = {(r['round'], r['lot']): r for r in rows('lots.csv')}
        self.volumes = rows('volumes-by-region.csv')
        for row in self.volumes:   # documented correction: 100mg of enalapril does not exist
            if (row['round'], row['region'], row['specification']) == (EXPANSION, '新疆（含兵团）', '100mg') \
                    and row['lot'].startswith('依那普利'):
                row['specification'] = '10mg'
        self.pilot = self.match_pilot(rows('official-winners.csv'), rows('4plus7.csv'))

    def match_pilot(self, official, sheet):
        """Lines of the official 4+7 list by lot: product contains the drug's name, same route, same strength.

        Where two drug names fit (厄贝沙坦, 厄贝沙坦氢氯噻嗪) the longer one is meant.
        """
        strengths = defaultdict(set)
        for row in self.volumes:
            if row['round'] == PILOT:
                strengths[row['lot']].add(contents(row['specification']))
        lines = []
        for row in (r for r in official if r['round'] == PILOT):
            product = row['product']
            fits = [lot for lot in strengths if drug_name(lot) in product and route(lot) == route(product)
                    and contents(row['specification']) in strengths[lot]]
            longest = max(len(drug_name(lot)) for lot in fits)
            (lot,) = [lot for lot in fits if len(drug_name(lot)) == longest]
            (earlier,) = [r for r in sheet if r['result'] == 'won' and r['official_product_name'] == product
                          and same_content(r['spec'], row['specification'])]
            lines.append({
                'lot': lot, 'product': product, 'bidder': row['winner'], 'specification': row['specification'],
                'pack': int(row['units_per_pack']), 'pack_price': F(row['pack_price_yuan']),
                'regions': row['supply_regions'].split('|'),
                'previous': F(earlier['previous_price_unit_yuan(firm_3yr_avg)'])})
        return sorted(lines, key=lambda x: (x['lot'], contents(x['specification'])))

    def pilot_lines(self, lot, specification):
        """The 4+7 lines of an expansion lot, the one of the same strength first."""
        drug = drug_name(lot)
        lines = [x for x in self.pilot if drug_name(x['lot']) == drug and route(x['lot']) == route(lot)]
        return sorted(lines, key=lambda x: not same_content(x['specification'], specification))


# ---------------------------------------------------------------- decisions by the rules

def own_ceiling(bid):
    """GY rounds: the ceiling of the bid's own specification, per unit."""
    return F(bid['ceiling_yuan']) * content_factor(bid['ceiling_specification'] or bid['specification'],
                                                   bid['specification'])


def pack_ceiling(data, bid):
    """Expansion: (price, ceiling), as packs where the bid's pack is known, per unit otherwise."""
    line = data.pilot_lines(bid['lot'], bid['specification'])[0]
    ceiling = line['pack_price'] * content_factor(line['specification'], bid['specification'])
    if not bid['official_pack_units']:
        return F(bid['bid_unit_yuan']), ceiling / line['pack']
    form = data.lots[EXPANSION, bid['lot']]['dosage_class']
    pack = factor('1.95' if form in PACK_EXPONENTIAL else '2', F(int(bid['official_pack_units']), line['pack']))
    return F(bid['official_pack_price_yuan']), ceiling * pack


def decide(data, name):
    """Every bid of a round with its comparable price, rank and decision."""
    by_lot = defaultdict(list)
    for bid in data.bids:
        if bid['round'] == name and bid['status'] != 'no bid':
            by_lot[bid['lot']].append(bid)
    decisions = []
    for lot, filed in by_lot.items():
        reference = data.lots[name, lot]['reference_specification']
        results = []
        for bid in filed:
            filed_price = F(bid['bid_unit_yuan'])
            price, ceiling = pack_ceiling(data, bid) if name == EXPANSION else (filed_price, own_ceiling(bid))
            results.append({'bid': bid, 'price': price, 'ceiling': ceiling, 'rank': None, 'decision': 'excluded',
                            'comparable': filed_price * content_factor(bid['specification'], reference)})
        valid = [r for r in results if r['price'] <= r['ceiling']]
        cap = step(CAPS[name], len(filed))
        lowest = min((r['comparable'] for r in valid), default=None)
        for r in valid:
            r['rank'] = 1 + sum(other['comparable'] < r['comparable'] for other in valid)
            last = r['rank'] - 1 + sum(other['comparable'] == r['comparable'] for other in valid)
            passes = name == EXPANSION or r['comparable'] <= F(9, 5) * lowest \
                or r['comparable'] <= F(1, 10) or 2 * r['price'] <= r['ceiling']
            if r['rank'] > cap or not passes:
                r['decision'] = 'lost'
            else:
                r['decision'] = 'won' if last <= cap else 'tied'
        decisions += results
    return sorted(decisions, key=lambda r: (r['bid']['lot'], r['comparable'], r['bid']['bidder'],
                                            r['bid']['specification']))


# ---------------------------------------------------------------- published winners

class Line:
    """A winner's price for one specification; `drops` and `units` by baseline.

    drops: baseline -> 1 - price/baseline. units: baseline -> [(specification, yuan per unit)], preferred first.
    """
    def __init__(self, row, regions, paid):
        self.lot, self.bidder, self.specification = row['lot'], row['bidder'], row['specification']
        self.regions, self.paid, self.drops, self.units = regions, paid, {}, {}
        self.picks = {}   # baseline -> (statistic, previous prices of the lot with their specification)
        self.originator, self.foreign = row.get('originator'), row.get('foreign')

    def price(self, specification):
        if same_content(self.specification, specification):
            return self.paid
        return half_up(self.paid * content_factor(self.specification, specification), 4)

    def baseline(self, name, specification):
        if name in self.picks:
            pick, stated = self.picks[name]
            return pick([p * content_factor(s, specification) for s, p in stated])
        source, unit = sorted(self.units[name], key=lambda u: not same_content(u[0], specification))[0]
        return unit * content_factor(source, specification)


def published_lines(data, name):
    lines = []
    if name == PILOT:
        for x in data.pilot:
            line = Line(x, x['regions'], x['pack_price'] / x['pack'])
            line.units['previous'] = [(x['specification'], x['previous'])]
            line.drops['previous'] = 1 - line.paid / x['previous']
            lines.append(line)
        return lines
    for bid in (b for b in data.bids if b['round'] == name and b['status'] == 'won'):
        own, unit = bid['specification'], F(bid['bid_unit_yuan'])
        pack = bid['official_pack_units']
        paid = F(bid['official_pack_price_yuan']) / int(pack) if pack else unit
        line = Line(bid, bid['supply_regions'].split('|'), paid)
        price = paid if name == EXPANSION else unit       # GY rounds: drops use the filed unit price
        if name == EXPANSION:
            pack_price, ceiling = pack_ceiling(data, bid)
            line.drops['ceiling'] = 1 - pack_price / ceiling
            line.units['ceiling'] = [(x['specification'], x['pack_price'] / x['pack'])
                                     for x in data.pilot_lines(bid['lot'], own)]
        else:
            line.drops['ceiling'] = 1 - price / own_ceiling(bid)
            line.units['ceiling'] = [(bid['ceiling_specification'] or own, F(bid['ceiling_yuan']))]
            line.drops['ceiling-printed'] = 1 - price / F(bid['ceiling_yuan'])
            line.units['ceiling-printed'] = [(own, F(bid['ceiling_yuan']))]
        others = {'previous': bid['previous_unit_price_yuan'],
                  'ceiling-own-unit': '' if bid['ceiling_specification'] else bid['ceiling_unit_yuan']}
        for baseline, amount in others.items():
            if amount:
                line.drops[baseline] = 1 - price / F(amount)
                line.units[baseline] = [(own, F(amount))]
        stated = [(b['specification'], F(b['previous_unit_price_yuan'])) for b in data.bids
                  if b['round'] == name and b['lot'] == bid['lot'] and b['status'] != 'no bid'
                  and b['previous_unit_price_yuan']]
        for baseline, pick in (('lowest-previous', min), ('median-previous', statistics.median)):
            if stated:
                line.drops[baseline] = 1 - unit / pick([p * content_factor(s, own) for s, p in stated])
                line.picks[baseline] = (pick, stated)
        lines.append(line)
    return lines


def supplies(data, name, lines):
    """(line, region, specification, agreed quantity) for all supplied volume, and counts of what is left out."""
    by_lot = defaultdict(list)
    for line in lines:
        by_lot[line.lot].append(line)
    result, counts, failed = [], Counter(), set()
    for row in (r for r in data.volumes if r['round'] == name):
        lot, blank = row['lot'], row['volume_10k_units'] == ''
        counts['blank_rows'] += blank
        if lot not in by_lot:
            failed.add(lot)
            counts['failed_lot_rows'] += 1
            continue
        counts['blank_rows_of_won_lots'] += blank
        if blank:
            continue
        suppliers = [x for x in by_lot[lot] if row['region'] in x.regions]
        if not suppliers:
            counts['unallocated_rows'] += 1
            continue
        line = sorted(suppliers, key=lambda x: not same_content(x.specification, row['specification']))[0]
        assert len({x.bidder for x in suppliers}) == 1, (lot, row['region'])
        tier = name if name in SHARES else data.lots[name, lot]['volume_tier']
        share = F(step(SHARES[tier], len({x.bidder for x in by_lot[lot]})), 100)
        result.append((line, row['region'], row['specification'], F(row['volume_10k_units']) * 10000 * share))
    counts.update({'blank_rows_of_won_lots': 0, 'failed_lot_rows': 0, 'unallocated_rows': 0})
    return result, {**counts, 'failed_lots': sorted(failed), 'supplied_rows': len(result)}


def spread(values):
    """Median, quartiles (linear at (n - 1) q, Hyndman and Fan's type 7), least and largest."""
    low, middle, high = statistics.quantiles(values, n=4, method='inclusive') if len(values) > 1 else values * 3
    return {'lower_quartile': text(low, 10), 'median': text(middle, 10), 'upper_quartile': text(high, 10),
            'minimum': text(min(values), 10), 'maximum': text(max(values), 10)}


def months(data, name, lot, winners):
    override = data.lots.get((name, lot), {}).get('term_months')
    return int(override) if override else step(TERMS[name], winners)


def grouped(amounts):
    """Total, per lot and per region of [(lot, region, yuan)]."""
    sums = {'by_lot': defaultdict(F), 'by_region': defaultdict(F)}
    for lot, region, amount in amounts:
        sums['by_lot'][lot] += amount
        sums['by_region'][region] += amount
    result = {kind: {k: text(v, 6) for k, v in by.items()} for kind, by in sums.items()}
    return {'total': text(sum(sums['by_lot'].values(), F(0)), 6), **result}


def mean(values):
    return sum(values, F(0)) / len(values)


def figures(data, name, lines, supplied, baseline):
    """Drops, savings of one baseline over the published winners that have it."""
    by_bid = defaultdict(list)   # a bid is one firm in one lot; pemetrexed of 4+7 has two prices in one bid
    for line in lines:
        by_bid[line.lot, line.bidder].append(line)
    drops = {key: mean([x.drops[baseline] for x in bid])
             for key, bid in by_bid.items() if all(baseline in x.drops for x in bid)}
    by_lot = defaultdict(list)
    for (lot, _), drop in drops.items():
        by_lot[lot].append(drop)
    top = max(drops.values())
    paid = base = F(0)
    savings = []
    quantities = weighted = F(0)
    by_bidder, by_month, winners = defaultdict(F), defaultdict(F), defaultdict(set)
    for line in lines:
        winners[line.lot].add(line.bidder)
    for line, region, specification, quantity in supplied:
        if baseline in line.units or baseline in line.picks:
            p, b = line.price(specification), line.baseline(baseline, specification)
            paid += quantity * p
            base += quantity * b
            savings.append((line.lot, region, quantity * (b - p)))
            quantities += quantity
            weighted += quantity * (1 - p / b)
            by_bidder[line.bidder] += quantity * (b - p)
            for month in range(months(data, name, line.lot, len(winners[line.lot]))):
                by_month[month] += quantity * (b - p) / 12
    groups = {}
    for group, belongs in (('originator', lambda x: x.originator == 'Y'), ('generic', lambda x: x.originator == 'N'),
                           ('foreign', lambda x: x.foreign == 'Y'), ('domestic', lambda x: x.foreign == 'N')):
        members = {key: drop for key, drop in drops.items() if belongs(by_bid[key][0])}
        per_lot = defaultdict(list)
        for (lot, _), drop in members.items():
            per_lot[lot].append(drop)
        if members:
            groups[group] = {'bids': len(members), 'mean_over_bids': text(mean(list(members.values())), 10),
                             'mean_over_lots': text(mean([mean(v) for v in per_lot.values()]), 10)}
    return {
        'mean_over_bids': text(mean(list(drops.values())), 10),
        'mean_over_lots': text(mean([mean(v) for v in by_lot.values()]), 10),
        'volume_weighted': text(1 - paid / base, 10),
        'maximum': {'drop': text(top, 10),
                    'bids': [{'lot': lot, 'bidder': bidder} for lot, bidder in sorted(drops)
                             if drops[lot, bidder] == top]},
        'bids': len(drops), 'bids_without_baseline': len(by_bid) - len(drops), 'lots': len(by_lot),
        'over_bids': spread(list(drops.values())), 'over_lots': spread([mean(v) for v in by_lot.values()]),
        'quantity_weighted': text(weighted / quantities, 10), 'market_value': text(base, 6), 'groups': groups,
    }, {**grouped(savings), 'by_bidder': {k: text(v, 6) for k, v in by_bidder.items()},
        'by_month': [text(by_month[month], 6) for month in sorted(by_month)]}


# ---------------------------------------------------------------- output

def reference(data, name):
    lines = published_lines(data, name)
    supplied, counts = supplies(data, name, lines)
    values = grouped([(x.lot, region, q * x.price(s)) for x, region, s, q in supplied])
    drops, savings = {}, {}
    for baseline in sorted({b for x in lines for b in x.drops}):
        drops[baseline], savings[baseline] = figures(data, name, lines, supplied, baseline)
    decisions = [] if name == PILOT else decide(data, name)
    result = {
        'round': name, 'published_figures': drops, 'value': values, 'savings': savings, 'volume_counts': counts,
        'decisions': [{'lot': r['bid']['lot'], 'bidder': r['bid']['bidder'],
                       'specification': r['bid']['specification'], 'decision': r['decision'], 'rank': r['rank'],
                       'comparable_price': text(r['comparable'], 10)} for r in decisions]}
    if name == PILOT:
        result['matches'] = [{'lot': x['lot'], 'product': x['product'], 'bidder': x['bidder'],
                              'specification': x['specification'], 'units_per_pack': x['pack'],
                              'pack_price': text(x['pack_price'], 6), 'previous_unit_price': text(x['previous'], 6)}
                             for x in data.pilot]
        result['warnings'] = ['西安: oral quantities look like packs, not tablets']
    return result, decisions


def report(results):
    """The table of definitions.md beside what was computed, and where rules and published outcome differ."""
    print('| round, baseline | figure | definitions.md | here | |', '|---|---|---|---|---|', sep='\n', file=sys.stderr)
    for name, baseline, *expected in TABLE:
        result = results[name][0]
        f = result['published_figures'][baseline]
        ratios = f['mean_over_bids'], f['mean_over_lots'], f['maximum']['drop']
        here = [text(F(x) * 100, 4) for x in ratios] + \
            [text(F(x) / 10 ** 9, 6) for x in (result['value']['total'], result['savings'][baseline]['total'])]
        for label, want, got in zip(('mean over bids %', 'mean over lots %', 'maximum %', 'value bn', 'savings bn'),
                                    expected, here):
            if want:
                low, high = (F(x) for x in (want.split('-') * 2)[:2])
                agrees = low <= half_up(F(got), len(want.split('-')[0].split('.')[1])) <= high
                print('| %s, %s | %s | %s | %s | %s |' % (
                    name, baseline, label, want, got, 'agrees' if agrees else 'DIFFERS'), file=sys.stderr)
    for name, (_, decisions) in results.items():
        for r in decisions:
            bid = r['bid']
            if (bid['status'] == 'won') != (r['decision'] == 'won'):
                print('%s %s %s %s: published %s, rules %s, rank %s' % (name, bid['lot'], bid['specification'],
                      bid['bidder'], bid['status'], r['decision'], r['rank']), file=sys.stderr)
        outcomes = Counter('%s/%s' % (r['decision'], r['bid']['status']) for r in decisions)
        print(name, 'rules/published', dict(sorted(outcomes.items())), file=sys.stderr)


def main(folder, out):
    data = Data(folder)
    results = {name: reference(data, name) for name in ROUNDS}
    os.makedirs(out, exist_ok=True)
    for name, (result, _) in results.items():
        with open(os.path.join(out, name + '.json'), 'w', encoding='utf-8', newline='\n') as file:
            json.dump(result, file, ensure_ascii=False, indent=1, sort_keys=True)
            file.write('\n')
    report(results)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit('usage: make_references.py DATA_DIR OUT_DIR')
    main(sys.argv[1], sys.argv[2])
