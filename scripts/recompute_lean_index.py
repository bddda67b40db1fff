#!/usr/bin/env python3
"""Computes the measures and the lean index of an exported window again, from its facts alone.

    recompute_lean_index.py FILE     compares with the numbers in the file; exit code 1 when one differs by more than 1e-9

It shares no line with the product. What it follows is the specification, and docs/adr/0022 where that leaves a choice.
"""
import collections
import datetime
import json
import math
import sys

Z = 1.6448536269514722
ENOUGH = 200
WORTH = {"Person": 1.0, "Session": 0.6, "Context": 0.6, "Popular": 0.1, "None": 0.0}
HOUR = 3_600_000.0


def wilson(share, n):
    z2 = Z * Z / n
    half = Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n))
    return max(0.0, (share + z2 / 2 - half) / (1 + z2)), min(1.0, (share + z2 / 2 + half) / (1 + z2))


def ratio(top, bottom):
    return top / bottom if bottom else 0.0


def bootstrap(pairs):
    groups = sorted(collections.Counter(pairs).items())
    n = sum(count for _, count in groups)
    whole = ratio(sum(p[0] * c for p, c in groups), sum(p[1] * c for p, c in groups))
    if len(groups) == 1:
        return whole, whole
    draws, state, mask, found = min(500, n), 28, (1 << 64) - 1, []
    flat = [pair for pair, count in groups for _ in range(count)]
    for _ in range(200):
        top = bottom = 0.0
        for _ in range(draws):
            state = (state + 0x9E3779B97F4A7C15) & mask
            mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
            mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
            pair = flat[int(((mixed ^ (mixed >> 31)) >> 11) * 2.0**-53 * n)]
            top += pair[0]
            bottom += pair[1]
        found.append(ratio(top, bottom))
    found.sort()
    scale = math.sqrt(draws / n)
    return whole + min(0, (found[10] - whole) * scale), whole + max(0, (found[189] - whole) * scale)


def rank(place, n):
    return min(max(math.ceil(place) - 1, 0), n - 1)


def quantile(values, q):
    return values[rank(q * len(values), len(values))]


def quantile_interval(values, q):
    at, spread = q * len(values), Z * math.sqrt(len(values) * q * (1 - q))
    return values[rank(at - spread, len(values))], values[rank(at + spread, len(values))]


def sampled(value, interval, n):
    """(value, low, high); nothing of it below 200."""
    return (value, *interval()) if n >= ENOUGH else (None, None, None)


def share(part, whole, n=None):
    value, n = min(1.0, ratio(part, whole)), whole if n is None else n
    return sampled(value, lambda: wilson(value, n), n)


def percentile(values, q):
    values = sorted(values)
    return sampled(quantile(values, q) if values else 0.0, lambda: quantile_interval(values, q), len(values))


def all_of(value):
    return (value, value, value)


class Window:
    def __init__(self, data):
        self.days, self.limits = data["days"], data["limits"]
        self.end = (datetime.datetime.fromisoformat(data["last"] + "T00:00:00+00:00").timestamp() + 86400) * 1000

    def every(self, name):
        return [fact for day in self.days for fact in day[name]]

    def newest(self, name):
        known = [day[name] for day in self.days if day[name] is not None]
        return known[-1] if known else None

    def checks(self):
        newest = {}
        for check in self.every("checks"):
            key = (check["part"], check["id"])
            if key not in newest or check["at"] > newest[key]["at"]:
                newest[key] = check
        return list(newest.values())


def sensitive(fact):
    return (fact["class"] or " ")[0] == "S"


def delicate(fact):
    return (fact["class"] or " ")[0] == "D"


def unstated(exposure):
    return delicate(exposure) and not exposure["isStatedOrBought"]


def wait(exposure):
    message = exposure["channel"] in ("Mail", "Push") and exposure["triggeredAt"] is not None
    return (exposure["at"] - exposure["triggeredAt"]) / HOUR if message else None


def topic_weeks(window):
    weeks = collections.defaultdict(list)
    for exposure in window.every("exposures"):
        weeks[exposure["person"], exposure["topic"], math.floor((window.end - exposure["at"]) / (7 * 24 * HOUR))].append(exposure["channel"])
    return list(weeks.values())


def breaches(window):
    limits, count = window.limits, 0
    for exposure in window.every("exposures"):
        hours = wait(exposure)
        least = limits["delicateDelayHours"] if delicate(exposure) else limits["delayHours"]
        count += sensitive(exposure) + unstated(exposure) + exposure["isCarried"] + (hours is not None and hours < least)
        count += exposure["supportingEvents"] == 1 and not exposure["isStatedOrBought"]
    for channels in topic_weeks(window):
        count += max(0, len(channels) - limits["topicExposures"]) + max(0, len(set(channels)) - limits["topicChannels"])
    return count


def weight_of(decision, source=None):
    return sum(signal["weight"] for signal in decision["signals"] if source in (None, signal["source"]))


def withdrawals(window):
    return [max(0, (each["lastUsedAt"] or 0) - each["at"]) / 1000 for each in window.every("withdrawals")]


def measures(window):
    decisions, exposures, messages = window.every("decisions"), window.every("exposures"), window.every("messages")
    first = {}
    for exposure in exposures:
        key = (exposure["person"], exposure["topic"])
        if wait(exposure) is not None and (key not in first or exposure["at"] < first[key]["at"]):
            first[key] = exposure
    weeks, yes, on = topic_weeks(window), [d for d in decisions if d["saidYes"]], window.every("permissions")
    mixed = [d for d in decisions if d["signals"]]
    pulse = collections.defaultdict(list)
    for answer in window.every("pulse"):
        pulse[answer["question"]].append(answer["agrees"])
    worst = min(pulse.values(), key=lambda given: (sum(given) / len(given), len(given)), default=[])
    fields, kept, shown = window.newest("fields"), window.newest("retention"), len(exposures)
    complaints = share(sum(day["complaints"] for day in window.days), shown)
    return {
        "M1": share(sum(map(sensitive, exposures)), shown),
        "M2": share(sum(map(unstated, exposures)), sum(map(delicate, exposures))),
        "M3": share(sum(e["supportingEvents"] == 1 for e in exposures), shown),
        "M4": percentile([wait(e) for e in first.values()], 0.5),
        "M5": percentile([float(len(week)) for week in weeks], 0.95),
        "M6": percentile([float(len(set(week))) for week in weeks], 0.95),
        "M7": all_of(float(sum(e["isCarried"] for e in exposures))),
        "M8": sampled(
            ratio(sum(weight_of(d, "Inferred") for d in mixed), sum(weight_of(d) for d in mixed)),
            lambda: bootstrap([(weight_of(d, "Inferred"), weight_of(d)) for d in mixed]),
            len(mixed),
        ),
        "M9": share(sum(d["unexplainedItems"] for d in decisions), sum(d["personalItems"] for d in decisions), sum(d["personalItems"] > 0 for d in decisions)),
        "M10": tuple(None if each is None else 1000 * each for each in complaints),
        "M11": share(sum(m["isBelowFloor"] for m in messages), len(messages)),
        "M12": share(sum(m["isBlast"] for m in messages), len(messages)),
        "M13": share(sum(d["tier"] in ("Popular", "None") for d in yes), len(yes)),
        "M14": percentile(withdrawals(window), 0.95),
        "M15": share(sum(p["offAt"] is not None and p["offAt"] - p["onAt"] <= 7 * 24 * HOUR for p in on), len(on)),
        "M16": share(sum(worst), len(worst)),
        "M17": all_of(None if kept is None else ratio(kept["stale"], kept["held"])),
        "M18": all_of(sum(not f["wasRead"] for f in fields) / len(fields) if fields else None),
    }


def rest(measure):
    value, low, high = measure
    return (None, None, None) if value is None else (1 - value, 1 - high, 1 - low)


def clamp(component):
    return tuple(None if each is None else min(1.0, max(0.0, each)) for each in component)


def quality(signal):
    if sensitive(signal):
        return 0.0
    if signal["source"] == "Inferred":
        return 0.0 if delicate(signal) else 0.4
    return {"Stated": 1.0, "ObservedHere": 0.8}.get(signal["source"], 0.0)


def control(window):
    parts, seconds = [], sorted(withdrawals(window))
    for part in ("Refusal", "Dashboard", "TopicControl"):
        found = [check["isPassed"] for check in window.checks() if check["part"] == part]
        parts += [sum(found) / len(found)] if found else []
    parts += [1.0 if quantile(seconds, 0.95) <= window.limits["withdrawalSeconds"] else 0.0] if seconds else []
    return all_of(sum(parts) / len(parts) if parts else None)


def rights(window):
    requests, scans = window.every("requests"), [check["isPassed"] for check in window.checks() if check["part"] == "Residue"]
    if not requests and not scans:
        return all_of(None)
    done = sum(r["doneAt"] is not None and r["doneAt"] <= r["dueAt"] for r in requests) / len(requests) if requests else 1
    return all_of(done * (sum(scans) / len(scans) if scans else 1))


def components(window, found):
    decisions, fit, lift = window.every("decisions"), window.every("fit"), window.newest("lift")
    worth, actions = [(WORTH[d["tier"]], 1.0) for d in decisions], [(f["served"], f["popular"]) for f in fit]
    active = {person for day in window.days for person in day["active"]}
    reached = {d["person"] for d in decisions if d["person"] in active and WORTH[d["tier"]] >= 0.4}
    sources = [(sum(s["weight"] * quality(s) for s in d["signals"]), weight_of(d)) for d in decisions if d["signals"]]
    shown, against = len(window.every("exposures")), breaches(window)
    rate = ratio(against, shown)
    security = [check["isPassed"] for check in window.checks() if check["part"] == "Security"]

    def mean_of(pairs, less=0.0):
        return sampled(ratio(sum(p[0] for p in pairs), sum(p[1] for p in pairs)) - less, lambda: [end - less for end in bootstrap(pairs)], len(pairs))

    def tact():
        low, high = wilson(min(1.0, rate), shown)
        return 1 - high / 0.005, 1 - low / 0.005

    return {
        "p1": (25, clamp(mean_of(worth))),
        "p2": (20, clamp(mean_of(actions, 1.0))),
        "p3": (20, rest(found["M11"])),
        "p4": (10, rest(found["M12"])),
        "p5": (15, share(len(reached), len(active))),
        "p6": (10, clamp(sampled(lift["low"] / 0.1, lambda: (lift["low"] / 0.1, lift["high"] / 0.1), lift["visitors"])) if lift else all_of(None)),
        "s1": (20, rest(share(sum(not d["isLawful"] for d in decisions), len(decisions)))),
        "s2": (15, clamp(mean_of(sources))),
        "s3": (10, rest(found["M18"])),
        "s4": (5, rest(found["M17"])),
        "s5": (10, control(window)),
        "s6": (10, rest(found["M9"])),
        "s7": (15, clamp(sampled(1 - rate / 0.005, tact, shown))),
        "s8": (10, all_of(sum(security) / len(security) if security else None)),
        "s9": (5, rights(window)),
    }


def axis(parts, cap):
    known = [(weight, part) for weight, part in parts if part[0] is not None]
    total = sum(weight for weight, _ in known)
    return tuple(min(cap, 100 * sum(weight * part[end] for weight, part in known) / total) for end in range(3)) if known else (None, None, None)


def main(path):
    with open(path, encoding="utf-8") as file:
        data = json.load(file)
    window = Window(data)
    found = measures(window)
    parts = components(window, found)
    unlawful = any(not d["isLawful"] for d in window.every("decisions"))
    p = axis([part for id, part in parts.items() if id[0] == "p"], 100)
    s = axis([part for id, part in parts.items() if id[0] == "s"], 40 if unlawful else 100)
    wrong, compared = [], 0

    def compare(name, mine, theirs):
        nonlocal compared
        for end, (left, right) in enumerate(zip(mine, (theirs["value"], theirs["low"], theirs["high"]))):
            compared += 1
            if (left is None) != (right is None) or (left is not None and abs(left - right) > 1e-9):
                wrong.append(f"{name}.{('value', 'low', 'high')[end]}: {left} here, {right} there")

    for measure in data["measures"]:
        compare(measure["id"], found[measure["id"]], measure)
    for component in data["components"]:
        compare(component["id"], parts[component["id"]][1], component)
    # An axis needs a component that was drawn from the log.
    for name, mine, theirs in (("P", p, data["personalization"]), ("S", s, data["privacy"])):
        if theirs["value"] is not None:
            compare(name, mine, theirs)
            print(f"{name} {mine[0]:.9f} [{mine[1]:.9f}, {mine[2]:.9f}]")
    print("\n".join(wrong) if wrong else f"{compared} numbers agree to 1e-9")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
