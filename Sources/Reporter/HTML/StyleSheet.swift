/// The style of the HTML report: light and dark, screen and A4, from 320 pixels up.
///
/// Colours are of Okabe and Ito's set, which people with the usual colour deficiencies tell apart; marks differ in shape
/// as well.
enum StyleSheet {
    static let text = """
        :root{color-scheme:light dark;--bg:#fff;--ink:#1a1f26;--mute:#5a6472;--line:#dfe3e8;--panel:#f5f7f9;--link:#005a9c;
        --win:#0072b2;--lose:#b35900;--out:#6b7280;--wait:#9b3f7f;--bar:#5b9bc4;--alert:#fff4e5;--alertline:#d98a1e;--shade:#0003;
        --q0:#eef4f8;--q1:#cfe2ef;--q2:#9cc4de;--q3:#5b9bc4;--q4:#1f6a9c}
        @media screen and (prefers-color-scheme:dark){:root{--bg:#12161b;--ink:#e4e8ec;--mute:#9aa5b1;--line:#2c343d;--panel:#1a2027;
        --link:#7cc0ee;--win:#56b4e9;--lose:#e69f00;--out:#98a2ad;--wait:#d98cbc;--bar:#3f7fa8;--alert:#2b2315;--alertline:#d98a1e;--shade:#0009;
        --q0:#1b2a35;--q1:#1f3f55;--q2:#265c80;--q3:#3585b5;--q4:#7cc0ee}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;overflow-wrap:break-word}
        header,main,footer{max-width:1160px;margin:0 auto;padding:0 24px}
        a{color:var(--link);text-underline-offset:2px;text-decoration-thickness:1px}
        :focus-visible{outline:3px solid var(--lose);outline-offset:2px;border-radius:3px}
        .sw{position:absolute;width:1px;height:1px;opacity:0;margin:0}
        i{font-style:normal}#lang-zh:checked~* i[lang=en],#lang-en:checked~* i[lang=zh],#lang-zh:checked~* tspan[lang=en],#lang-en:checked~* tspan[lang=zh]{display:none}
        #lang-zh:checked~header label[for=lang-zh],#lang-en:checked~header label[for=lang-en]{background:var(--ink);color:var(--bg)}
        #lang-zh:focus-visible~header label[for=lang-zh],#lang-en:focus-visible~header label[for=lang-en]{outline:3px solid var(--lose);outline-offset:2px}
        .skip{position:absolute;left:-999em}.skip:focus{left:8px;top:8px;background:var(--bg);padding:8px 12px;z-index:9}
        .bar{fill:var(--bar)}
        header{padding-top:28px}
        header .bar{display:flex;justify-content:space-between;align-items:center;gap:16px}
        header .id{font-weight:600;color:var(--mute);letter-spacing:.02em}
        .langs{display:flex;border:1px solid var(--line);border-radius:6px;overflow:hidden}
        .langs label{padding:3px 12px;cursor:pointer;font-size:14px}
        h1{font-size:30px;line-height:1.25;margin:10px 0 14px;font-weight:700;letter-spacing:-.01em}
        h2{font-size:23px;line-height:1.3;margin:0 0 14px;font-weight:700}
        h3{font-size:17px;line-height:1.35;margin:0 0 4px;font-weight:650}
        h4{font-size:14px;margin:18px 0 6px;color:var(--mute);font-weight:600}
        nav{display:flex;flex-wrap:wrap;gap:2px 20px;border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:8px 0}
        nav a{text-decoration:none;font-size:14px}nav a:hover{text-decoration:underline}
        section{margin:44px 0 0}#summary{margin-top:22px}
        .facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:0;margin:0;border:1px solid var(--line);border-radius:10px;overflow:hidden;background:var(--line);gap:1px}
        .fact{background:var(--bg);padding:16px 18px 14px}
        .fact dt{color:var(--mute);font-size:13.5px}
        .fact dd{margin:0}.fact strong{display:block;font-size:22px;line-height:1.3;font-weight:700;letter-spacing:-.01em;margin:2px 0 6px;font-variant-numeric:tabular-nums}
        .fact dd>span{display:block;font-size:13px;line-height:1.45;color:var(--mute)}
        .notice{margin:14px 0 0;border:1px solid var(--line);border-left:4px solid var(--out);border-radius:6px;padding:9px 14px;background:var(--panel)}
        .notice.pending,.notice.refused{border-left-color:var(--alertline);background:var(--alert)}
        .notice.different{border-left-color:var(--wait)}
        .notice ul{margin:8px 0 4px;padding-left:20px;font-size:14px}.notice li{margin:3px 0}
        .count{background:var(--ink);color:var(--bg);border-radius:9px;padding:0 8px;font-size:12.5px;margin-left:4px}
        summary{cursor:pointer}
        .lead{max-width:75ch;margin:0 0 14px;color:var(--mute)}
        figure{margin:0 0 30px}figcaption p{margin:0 0 10px;color:var(--mute);font-size:14px;max-width:85ch}
        .note{font-size:13.5px;color:var(--mute);margin:8px 0}
        table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
        th,td{padding:6px 10px;text-align:left;vertical-align:middle;border-bottom:1px solid var(--line);font-weight:400}
        thead th{color:var(--mute);font-size:13px;vertical-align:bottom;border-bottom:1.5px solid var(--mute);line-height:1.3;word-break:keep-all}.tall thead th{background:var(--bg)}
        tbody tr:last-child>*{border-bottom-color:transparent}
        .n{text-align:right;white-space:nowrap}thead .n{white-space:normal}
        small{display:block;color:var(--mute);font-size:12px;line-height:1.35;white-space:normal}
        .long{min-width:22em;overflow-wrap:anywhere}.list{display:block;min-width:20em;padding-left:1.2em}.list>span{display:block}
        .scroll{overflow-x:auto;background:linear-gradient(90deg,var(--bg) 30%,transparent) local,linear-gradient(270deg,var(--bg) 30%,transparent) 100% 0 local,linear-gradient(90deg,var(--shade),transparent) scroll,linear-gradient(270deg,var(--shade),transparent) 100% 0 scroll,var(--bg);background-repeat:no-repeat;background-size:48px 100%,48px 100%,18px 100%,18px 100%}
        .scroll.tall{max-height:640px;overflow-y:auto;border:1px solid var(--line);border-radius:8px}
        .tall thead th{position:sticky;top:0;z-index:1}
        .sortable th button{all:unset;cursor:pointer;color:inherit;font:inherit}
        .sortable .plot button{display:block;width:100%}td a,th a{text-decoration:none}td a:hover,th a:hover{text-decoration:underline}
        .sortable th button:focus-visible{outline:3px solid var(--lose);outline-offset:2px}
        .sortable th button::after{content:"";position:absolute;font-size:11px;opacity:.9}
        .sortable th button:hover::after{content:"↕"}
        .sortable th[aria-sort=ascending] button::after{content:"↑"}.sortable th[aria-sort=descending] button::after{content:"↓"}
        .tools{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px;margin:0 0 10px;font-size:14px}
        .tools[hidden]{display:none}
        .tools input[type=search]{font:inherit;padding:5px 9px;border:1px solid var(--mute);border-radius:6px;background:var(--bg);color:var(--ink);width:15em;max-width:60vw}
        .tools button,.more{font:inherit;padding:4px 12px;border:1px solid var(--line);border-radius:6px;background:var(--panel);color:var(--ink);cursor:pointer}
        .box{display:inline-flex;align-items:center;gap:5px}
        output{color:var(--mute)}
        .plot{padding:0 4px;min-width:150px}.plot svg,.chart,.map{display:block;overflow:visible}.mark{width:14px;height:14px;overflow:visible;vertical-align:-2px}.mark.wide{width:26px}.shapes{position:absolute;width:0;height:0}
        .ends{display:flex;justify-content:space-between;font-weight:400;font-size:12px}
        .heading{display:block}
        svg text{fill:var(--mute);font-size:12.5px;text-anchor:middle}
        svg text.start{text-anchor:start}svg text.end{text-anchor:end}svg text.v{fill:var(--ink);font-weight:600;font-size:13px}
        .axis{stroke:var(--mute);stroke-width:1}.grid{stroke:var(--line);stroke-width:1}
        .m-won{fill:var(--win);stroke:var(--bg);stroke-width:1}.m-lost{fill:var(--bg);stroke:var(--lose);stroke-width:2.2}
        .m-excluded{fill:none;stroke:var(--out);stroke-width:2.2}.m-pending{fill:var(--bg);stroke:var(--wait);stroke-width:2.2}
        .m-beyond{fill:var(--out)}.m-before{fill:var(--bg);stroke:var(--lose);stroke-width:2}
        .m-own{stroke:var(--ink);stroke-width:2.2}.fall{stroke:var(--bar);stroke-width:1.6;stroke-opacity:.65}.range{stroke:var(--win);stroke-width:4;stroke-opacity:.45;stroke-linecap:round}
        .ceil{stroke:var(--ink);stroke-width:1.4}
        .gate{stroke-width:1.4}.gate.g0{stroke:var(--lose)}.gate.g1{stroke:var(--wait);stroke-dasharray:5 3}.gate.g2{stroke:var(--out);stroke-dasharray:2 3}.gate.g3{stroke:var(--win);stroke-dasharray:8 3 2 3}
        svg text.letter{font-weight:700}svg text.g0,b.g0{fill:var(--lose);color:var(--lose)}svg text.g1,b.g1{fill:var(--wait);color:var(--wait)}svg text.g2,b.g2{fill:var(--out);color:var(--out)}svg text.g3,b.g3{fill:var(--win);color:var(--win)}
        .s0{fill:var(--win)}.s1{fill:none;stroke:var(--lose);stroke-width:2}.s2{fill:var(--wait)}.s3{fill:none;stroke:var(--ink);stroke-width:1.8}.s4{fill:none;stroke:var(--out);stroke-width:2}.s5{fill:none;stroke:var(--ink);stroke-width:2}
        .run{fill:var(--bg);stroke:var(--lose);stroke-width:2}
        tr.main>*{background:var(--panel)}tr.main th{font-weight:650}
        .pair{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);gap:28px;align-items:start;margin-bottom:30px}
        .pair figure{margin:0}.map{width:100%;height:auto;max-width:620px}
        .map .t{font-size:22px;fill:var(--ink);font-weight:600}.map .u{font-size:17px;fill:var(--ink)}
        .map .faint{fill:var(--mute);font-weight:400;opacity:.55}
        .q0 rect{fill:var(--q0)}.q1 rect{fill:var(--q1)}.q2 rect{fill:var(--q2)}.q3 rect{fill:var(--q3)}.q4 rect{fill:var(--q4)}
        .q4 .t,.q4 .u{fill:var(--bg)}rect.none{fill:none;stroke:var(--line);stroke-width:2}
        .keys{display:flex;flex-wrap:wrap;gap:4px 18px;font-size:13px;color:var(--mute);margin:8px 0;text-align:left}

        .pareto .plot{width:48%}.pareto th,.lots th{max-width:22em}
        .pareto td,.pareto th{padding-top:2px;padding-bottom:2px}
        .lots .plot{width:30%}.matrix .plot{width:26%}.matrix thead .n{word-break:normal;text-wrap:balance;overflow-wrap:normal;max-width:5.2em}.matrix thead .mark{display:block;margin:0 0 2px auto}.matrix th[scope=row]{min-width:13em}
        .data{margin:10px 0}.data>summary{color:var(--link);font-size:14px}.data>table{width:auto;margin-top:6px}.data>table.pareto{width:100%}
        .lot{border-top:1px solid var(--line);padding:0;content-visibility:auto;contain-intrinsic-size:auto 46px}
        .lot>summary{padding:11px 4px}.lot>summary:focus-visible{outline-offset:-3px}.lot>summary h3{display:inline;font-size:16px}.lot[open]{padding-bottom:22px}
        .sum{color:var(--mute);font-size:14px;margin-left:8px}
        .lotfacts{display:flex;flex-wrap:wrap;gap:2px 20px;color:var(--mute);font-size:13.5px;margin:0 0 6px}
        .ladder td,.ladder th{padding-top:1px;padding-bottom:1px;height:29px;line-height:1.35;border-bottom-color:var(--line)}
        .ladder .plot{width:38%;padding:0}.ladder small,.steps small{display:inline}
        .ladder td{white-space:nowrap}.ladder td:not(:last-child){text-align:right}.ladder td:nth-child(1){width:3.5em}
        .ladder td:nth-child(5){position:relative;padding:0}.ladder td:nth-child(5)>svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}.ladder svg svg{overflow:visible}
        .ladder tr.won td:last-child,.ladder tr.published td:last-child{font-weight:650;color:var(--win)}
        .ladder th[scope=row] a{text-decoration:none}.ladder th[scope=row] a:hover{text-decoration:underline}
        .steps td{white-space:nowrap}.steps td.t{white-space:normal;min-width:17em}.steps td,.steps tbody th{padding-top:3px;padding-bottom:3px}
        .steps thead th{max-width:17em;vertical-align:top;border-bottom:0;padding-bottom:2px}.steps thead tr:last-child th{border-bottom:1.5px solid var(--mute)}
        .steps th[rowspan]{border-bottom:1.5px solid var(--mute)}.steps thead th[colspan]{border-left:1px solid var(--line)}
        .steps thead th{min-width:4.5em}.steps th[scope=row],.steps th[rowspan]{position:sticky;left:0;background:var(--bg);z-index:1;min-width:15em}.steps .x{color:var(--lose);font-weight:650}
        tr:target>*{background:var(--alert)!important}tr:target th{box-shadow:inset 4px 0 var(--lose)}tr:focus-visible{outline:none}
        .tag{display:inline-block;font-size:12px;border:1px solid var(--wait);color:var(--wait);border-radius:4px;padding:0 6px;margin-left:6px;white-space:nowrap}
        .lot:target>summary{background:var(--panel)}
        .more{margin:8px}
        .yes{color:var(--win)}.no{color:var(--lose)}
        ul.notes{font-size:14px;color:var(--mute);max-width:90ch;padding-left:20px}
        footer{margin-top:56px;padding-bottom:40px;color:var(--mute);font-size:13px}footer p{border-top:1px solid var(--line);padding-top:14px}
        @media screen and (max-width:760px){header,main,footer{padding-left:14px;padding-right:14px}h1{font-size:23px}h2{font-size:20px}
        .facts{grid-template-columns:1fr 1fr}.fact{padding:12px 12px 10px}.fact strong{font-size:19px}.fact:last-child:nth-child(odd){grid-column:1/-1}
        .pair{grid-template-columns:1fr}.chart text.a:nth-last-of-type(2){display:none}
        .steps th[scope=row],.steps th[rowspan],.lots th[scope=row],.bids th[scope=row],.bids td:first-child{min-width:9em}.scroll.tall{max-height:70vh}
        .ladder,.ladder tbody{display:block}
        .ladder thead,.ladder thead tr,.ladder thead .plot{display:block;width:100%}.ladder thead th:not(.plot){display:none}.ladder thead .plot{border:0}
        .ladder tbody tr{display:grid;grid-template-columns:2em minmax(0,1fr) auto auto;gap:0 8px;border-bottom:1px solid var(--line)}
        .ladder tbody tr>*{border:0;padding:2px 0;height:auto;align-self:center}
        .ladder td:nth-child(5){grid-column:1/-1;grid-row:2;width:100%;height:26px}.ladder td:nth-child(3){display:none}
        .ladder td:nth-child(1){width:auto;text-align:left}.ladder td:nth-child(6){grid-column:3;grid-row:1}.ladder td:nth-child(4){grid-column:1/3;grid-row:3;text-align:left}
        .ladder td:nth-child(7){grid-column:4;grid-row:1}.ladder small{white-space:nowrap}
        .pareto,.pareto tbody{display:block}.pareto thead{display:none}.pareto tr{display:grid;grid-template-columns:minmax(0,1fr) auto 5.2em;border-bottom:1px solid var(--line)}
        .pareto tr>*{border:0;padding:2px 4px;max-width:none}.pareto .plot{grid-column:1/-1;grid-row:2;width:100%;padding:0}
        }
        @media print{@page{size:A4;margin:15mm 13mm}body{font-size:9.5pt;line-height:1.4}header,main,footer{max-width:none;padding:0}
        .sw,.skip,nav,.langs,.tools{display:none!important}.scroll,.scroll.tall{overflow:visible;max-height:none;border:0}
        section{margin-top:22pt}h2,h3,.lead{break-after:avoid}figure,tr,.fact,.notice,.ladder{break-inside:avoid}
        table{font-size:8.5pt}thead{display:table-header-group}.tall thead th{position:static}a{color:inherit;text-decoration:none}
        .lot{content-visibility:visible}.long{min-width:0}#bids{display:none}.steps td,.steps td.t{white-space:normal;min-width:0}.steps th[scope=row],.steps th[rowspan]{position:static;min-width:8em}.lot>summary,.lotfacts,.keys,.lot h4{break-after:avoid}.steps thead th{min-width:0;font-size:7.5pt;word-break:normal}.steps{font-size:7.5pt}.steps th,.steps td{padding:2px 3px}.steps th,.steps .t{overflow-wrap:anywhere}}
        """
}
