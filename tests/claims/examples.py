"""Sentences as agencies write them, and what is read of each: ``concept value``, a doubt in brackets.

They were written for this table; each reading is what a clerk of the agency would agree to: 青山市商务局, in its report
of 2023.
"""

from __future__ import annotations

# Requests received, closed and carried over.
REQUESTS = (
    ("2023年,我局共收到政府信息公开申请15件,均已按期答复。", "received 15; all_closed全部"),
    ("全年共受理依申请公开2条,已全部办结。", "received 2"),
    ("本年度收到群众政府信息公开申请3件,其中自然人2件,商业企业1件。", "received 3"),
    ("全年收到公民、法人和其他组织提出的政府信息公开申请21件,同比增长16.7%。", "received 21; growth 16.7"),
    ("受理信访件35件,全部办结;收到政府信息公开申请0件。", "received 0"),
    ("未收到政府信息公开申请。", "received 0无"),
    ("全年没有收到公民、法人或其他组织要求公开政府信息的申请。", "received 0无"),
    ("全年共收到政府信息公开申请一百零五件。", "received 105"),
    ("全年累计收到政府信息公开申请14件。", "received 14"),
    ("收到政府信息公开申请约50件。", "received 50约"),
    ("收到政府信息公开申请近200件,办结率100%。", "received 200约"),
    ("我委共收到依申请公开政府信息的申请31件,其中撤销申请2件,转办3件。", "received 31"),
    ("回复网民留言350条,依申请公开办理5件。", "handled 5"),
    ("本机关2023年度无政府信息公开申请。", "received 0无"),
    ("全年共收到依申请公开办件15件,均在法定时限内办结。", "all_closed全部"),
    (
        "依申请公开方面,全年共收到申请28件,同比下降12.5%,其中当面申请3件、网络申请20件、信函申请5件。",
        "received 28; growth -12.5",
    ),
    ("三、收到和处理政府信息公开申请8件。", "handled 8"),
    ("收到政府信息公开申请20件,较2022年增加5件,增长33.3%。", "received 20"),
    ("政府信息公开申请受理量12件,办理完毕12件。", "received 12 [unclear]; closed 12"),
    ("2023年全年累计收到政府信息公开申请12件。", "received 12"),
    (
        "全年受理依申请公开事项4件,办结4件,办结率100%,无行政复议、行政诉讼案件发生。",
        "received 4; closed 4; remedies 0无",
    ),
    ("收到申请6件,已答复6件。", "received 6 [unclear]; closed 6"),
    ("依申请公开工作规范有序。全年共收到申请6件,已答复6件。", "received 6; closed 6"),
    ("全年共接收到政府信息公开申请22件,撤回3件,按程序答复19件。", "received 22; closed 19 [unclear]"),
    ("共收到政府信息公开申请24件,与去年持平。", "received 24"),
    ("收到并答复政府信息公开申请9件。", "handled 9"),
    ("受理、答复政府信息公开申请9件。", "handled 9"),
    ("全年收到政府信息公开申请三十余件。", "received 30余"),
    ("2023年,我局受理政府信息公开申请12宗,同比下降20%。", "received 12; growth -20"),
    ("本年度新收政府信息公开申请5件,无上年结转。", "received_new 5"),
    ("全年共收到依申请公开申请4件,其中网上申请3件,现场申请1件。", "received 4"),
    ("2023年度,本局收到信息公开申请7起,答复7起。", "received 7; closed 7"),
    ("全年收到依申请公开事项9项,均已依法答复。", "received 9; all_closed全部"),
    ("我局全年共收到政府信息公开申请 17 份，全部按期办结。", "received 17; all_closed全部"),
    ("2023年,政府信息公开申请共收到26件。", "received 26"),
    ("青山市商务局2023年收到政府信息公开申请11件。", "received 11"),
    ("市商务局全年收到政府信息公开申请11件。", "received 11"),
    ("全年收到政府信息公开申请0件。", "received 0"),
    ("全年答复政府信息公开申请30件,结转下年度继续办理2件。", "closed 30; carried_out 2"),
    ("当年办结19件,2件结转至2024年办理。", "carried_out 2"),
    ("政府信息公开申请均在规定期限内答复。", "all_closed全部"),
)

# Outcomes of requests.
OUTCOMES = (
    (
        "全年办理政府信息公开申请18件(含上年结转3件),其中予以公开10件,部分公开2件,不予公开1件,无法提供4件,不予处理1件。",
        "handled 18; granted 10; partial 2; refused 1; unable 4; rejected 1",
    ),
    ("在全部申请中,予以公开12件,占60%;不予公开8件,占40%。", "granted 12; refused 8; share 60; share 40"),
    (
        "2023年共收到政府信息公开申请8件,上年结转0件,予以公开6件,无法提供1件,其他处理1件。",
        "received 8; carried_in 0; granted 6; unable 1; other_outcome 1",
    ),
    ("收到政府信息公开申请21件,其中法人申请5件,予以公开3件。", "received 21; granted 3 [unclear]"),
    (
        "2023年,共受理依申请公开政府信息12条,其中,予以公开的8条,占总数的66.67%;部分公开的2条,占16.67%;不予公开的2条,占16.67%。",
        "received 12; granted 8; partial 2; refused 2; share 66.67; share 16.67; share 16.67",
    ),
    (
        "共办结政府信息公开申请11件,其中予以公开5件、无法提供4件、其他处理2件,结转下年度继续办理3件。",
        "closed 11; granted 5; unable 4; other_outcome 2; carried_out 3 [part]",
    ),
    ("收到12件政府信息公开申请,其中予以公开7件。", "received 12; granted 7"),
)

# Reconsiderations and suits.
REMEDIES = (
    ("2023年度我单位没有发生因政府信息公开引发的行政复议和行政诉讼案件。", "remedies 0无"),
    ("无因政府信息公开申请行政复议、提起行政诉讼的情况。", "remedies 0无"),
    ("本年度因政府信息公开被申请行政复议2件,被提起行政诉讼1件。", "reconsideration 2; litigation 1"),
    (
        "因政府信息公开引起的行政复议3件,其中维持2件,尚未审结1件;行政诉讼1件,驳回原告诉讼请求。",
        "reconsideration 3; reconsideration_upheld 2; reconsideration_pending 1; litigation 1",
    ),
    ("未发生一起因信息公开引起的行政复议或行政诉讼。", "remedies 0无"),
    ("本年度发生政府信息公开行政诉讼案件1件(未审结)。", "litigation 1"),
    ("因政府信息公开申请行政复议案件2件,行政诉讼案件1件,均胜诉。", "reconsideration 2; litigation 1"),
    (
        "因政府信息公开被提起行政复议4件,其中维持3件、纠正1件。",
        "reconsideration 4; reconsideration_upheld 3; reconsideration_corrected 1",
    ),
    ("全年没有因政府信息公开引起的行政诉讼。", "litigation 0无"),
    ("2023年无涉及政府信息公开的行政复议、行政诉讼案件。", "remedies 0无"),
    ("因政府信息公开引发行政诉讼3起,已审结2起。", "litigation 3"),
)

# Rules and normative documents.
DOCUMENTS = (
    ("制定行政规范性文件3件,废止2件,现行有效规范性文件21件。", "documents_issued 3; documents_in_force 21"),
    ("主动公开行政规范性文件5件,政策解读12篇。", "documents_disclosed 5"),
    ("全年共制发行政规范性文件2件,公开行政规范性文件2件,公开率100%。", "documents_issued 2; documents_disclosed 2"),
    ("出台规范性文件4件,其中市政府规范性文件1件。", "documents_issued 4"),
    ("废止行政规范性文件2件,现行有效行政规范性文件15件。", "documents_repealed 2; documents_in_force 15"),
    ("全年制定规范性文件2件,未制定规章。", "documents_issued 2"),
    ("制定出台行政规范性文件3份。", "documents_issued 3"),
    ("全年废止规范性文件1件。", "documents_repealed 1"),
    ("未制发行政规范性文件。", "documents_issued 0无"),
)

# Information published.
PUBLISHED = (
    ("2023年,我镇主动公开政府信息1271条,其中政策文件类581条,工作动态600条,财政信息150条。", "published 1271"),
    ("全年主动公开信息500余条,其中网站320条、微信公众号150条,其他渠道37条。", "published 500余"),
    ("全年公开信息112条,其中,通知公告42条,工作动态60条,图片新闻12条。", "published 112"),
    ("全年公开信息112条,网站发布88条,微信发布24条。", "published 112"),
    ("今年我局共公开政府信息2000多条。", "published 2000余"),
    ("全年共公开各类信息1000条,较去年增加200条,其中动态800条,其他200条。", "published 1000"),
    ("主动公开政府信息共计320条(其中:政策法规20条、工作动态280条、人事信息10条、其他10条)。", "published 320"),
    ("主动公开政府信息1000条,包括:机构职能10条;政策文件90条;工作动态900条。", "published 1000"),
    ("主动公开各类政府信息１２５条，其中文件类２５条，动态类１００条。", "published 125"),
    ("全年公开发布信息356条。", "published 356"),
    ("主动公开政府信息100条,比上年增长25%。", "published 100; growth 25"),
    ("主动公开政府信息120条,其中概况类10条,文件类20条,动态类80条,其余10条。", "published 120"),
    ("公开政府信息30条,涉及机构职能5条。", "published 30"),
)

# Fees.
FEES = (
    ("2023年收取信息处理费0元。", "fee 0"),
    ("全年未收取任何信息公开处理费用。", "fee 0无"),
    ("全年未产生政府信息公开信息处理费。", "fee 0无"),
    ("全年收取信息处理费1200元。", "fee 1200"),
    ("全年未收取信息处理费。", "fee 0无"),
    ("本年度未发生政府信息公开收费。", "fee 0无"),
)

# What is not certainly the agency's own figure of the year.
ELSEWHERE = (
    (
        "2022年,新收政府信息公开申请36件,上年结转2件,办结37件,结转下年度继续办理1件。",
        "received_new 36 [elsewhere]; carried_in 2 [elsewhere]; closed 37 [elsewhere]; carried_out 1 [elsewhere]",
    ),
    ("今年以来,县发改局共收到书面申请2宗、网络申请5宗,全部在规定时限内答复。", "received 2 [elsewhere]"),
    ("全市各级行政机关共收到政府信息公开申请3646件,其中市级机关收到120件。", "received 3646 [elsewhere]"),
    ("各县区共受理申请230件,市本级受理12件。", "received 230 [elsewhere]"),
    ("2022年收到申请10件,2023年收到申请12件,比上年增加2件。", "received 10 [elsewhere]; received 12 [unclear]"),
    ("答复申请人16件,其中同意公开12件、不同意公开4件。", "granted 12 [part]; refused 4 [part]"),
    ("通过信函收到政府信息公开申请4件。", "received 4 [elsewhere]"),
    ("全年通过政府网站公开信息300条,微信公众号发布信息210条。", "published 300 [elsewhere]; published 210 [elsewhere]"),
    ("2023年,市政府及市政府办公室共制发规范性文件17件,其中市政府规章1件。", "documents_issued 17 [unclear]"),
    ("共减免收费320元。", "fee 320 [elsewhere]"),
    (
        "2021年我单位收到政府信息公开申请7件,全部按时答复,按时办结率100%。",
        "received 7 [elsewhere]; all_closed全部 [elsewhere]",
    ),
    ("近三年共收到政府信息公开申请46件。", "received 46 [elsewhere]"),
    ("第四季度收到依申请公开3件。", "received 3 [elsewhere]"),
    ("自条例施行以来,累计收到政府信息公开申请210件。", "received 210 [unclear]"),
    ("收到涉及土地征收的政府信息公开申请12件。", "received 12 [unclear]"),
    ("天河区商务局收到政府信息公开申请9件。", "received 9 [unclear]"),
    ("指导各镇(街道)办理依申请公开事项26件。", "handled 26 [elsewhere]"),
    ("如收到申请1件以上,将及时办理。", "received 1超 [elsewhere]"),
    (
        "2023年,街道共主动公开信息86条,其中机构职能2条,规划计划5条,工作动态73条,人事2条,其他4条。",
        "published 86 [unclear]",
    ),
    ("截至2023年12月31日,累计主动公开政府信息2345条。", "published 2345 [unclear]"),
    ("被申请行政复议0件,被提起行政诉讼0起。", "reconsideration 0 [unclear]; litigation 0 [unclear]"),
    ("通过网络收到政府信息公开申请10件,予以公开8件。", "received 10 [elsewhere]; granted 8 [unclear]"),
    ("做好信息公开工作,全年办理行政复议案件126件。", "reconsideration 126 [unclear]"),
    ("围绕全市中心工作,我局共收到政府信息公开申请12件。", "received 12 [unclear]"),
    ("2023年行政事业性收费1200万元。", "fee 1200 [unclear]"),
    ("截至2023年12月31日,共收到政府信息公开申请12件。", "received 12 [unclear]"),
    ("累计收到政府信息公开申请12件。", "received 12 [unclear]"),
    ("区教育局收到3件、区民政局收到2件政府信息公开申请。", "received 2 [unclear]"),
    ("协助市政府办公室答复政府信息公开申请2件。", "closed 2 [elsewhere]"),
    ("配合兄弟单位办理依申请公开3件。", "handled 3 [elsewhere]"),
    ("全年未产生行政复议、行政诉讼。", "remedies 0无 [unclear]"),
    ("未收到行政复议申请,未收到行政诉讼应诉通知。", "reconsideration 0无 [unclear]"),
    ("2023年我局无行政复议、无行政诉讼。", "remedies 0无 [unclear]"),
    ("行政复议、行政诉讼均为0件。", "remedies 0 [unclear]"),
    ("行政复议1件、行政诉讼0件。", "reconsideration 1 [unclear]; litigation 0 [unclear]"),
    ("全年在市政府网站公开规范性文件3件。", "documents_disclosed 3 [elsewhere]"),
    ("2022年收到政府信息公开申请5件。", "received 5 [elsewhere]"),
    ("上半年收到政府信息公开申请5件。", "received 5 [elsewhere]"),
    ("3月收到政府信息公开申请2件。", "received 2 [elsewhere]"),
    ("市教育局收到政府信息公开申请5件。", "received 5 [unclear]"),
    ("各乡镇共收到政府信息公开申请45件。", "received 45 [elsewhere]"),
    ("当面收到政府信息公开申请2件。", "received 2 [elsewhere]"),
    ("计划全年收到政府信息公开申请5件。", "received 5 [elsewhere]"),
    (
        "全年作出政府信息公开答复10件,其中予以公开4件,部分公开2件,不予公开1件,无法提供2件,不予处理1件。",
        "granted 4 [part]; partial 2 [part]; refused 1 [part]; unable 2 [part]; rejected 1 [part]",
    ),
    ("全年发生行政诉讼案件2件。", "litigation 2 [unclear]"),
    ("未发生行政复议和行政诉讼。", "remedies 0无 [unclear]"),
    ("2023年我局在门户网站发布信息480条。", "published 480 [elsewhere]"),
    ("行政事业性收费0.5万元。", "fee 0.5 [unclear]"),
)

# What claims nothing that a table could answer.
NOTHING = (
    "12345热线共受理群众诉求1200件,办结1198件。",
    "全年办理行政复议案件126件,办理行政应诉案件58件。",
    "没有被行政复议纠错的情况。",
    "未发生因政府信息公开被纠错的行政复议案件。",
    "共发布各类信息1.2万条,其中政务微博8000条。",
    "全年清理规范性文件45件,拟废止6件。",
    "审查规范性文件12件,备案3件。",
    "共收到政府信息公开申请25件次。",
    "政府信息公开申请数量为32件,较上年减少4件。",
    "承办人大代表建议12件、政协提案8件,均已公开答复。",
    "全年未出现逾期未答复的政府信息公开申请。",
    "没有未按时答复的申请。",
    "行政复议方面,收到行政复议2件,均维持。",
    "全年主动公开文件24件,其中规范性文件3件。",
    "不予公开、无法提供共12件。",
    "二○二三年,全局共收到依申请公开申请壹件。",
    "办理市政府转办的依申请公开件5件。",
    "收到上级转来政府信息公开申请2件。",
    "没有因信息公开工作被投诉举报。",
    "起草规范性文件3件。",
    "报送备案规范性文件3件。",
    "全年共收到 政府信息公开申请 1 5 件。",
    "全年共收到政府信息公开申请",
    "全年政府信息公开申请12件,全部答复。",
    "全年共收到要求公开土地征收信息的申请7件。",
    "按照规定,一般应在收到申请之日起20个工作日内答复。",
    "对4件依申请公开进行了延期答复。",
    "全年延期答复2件。",
    "共收到市民政府信息公开申请3件。",
    "收到政府采购投诉申请5件。",
    "受理行政许可申请1200件。",
    "受理申请人提交的商标注册申请300件。",
    "第二十条第一项规定的政府信息公开申请。",
    "予以公开2件。",
    "无不予公开的情况。",
    "行政复议决定书3份。",
    "没有发生行政复议被纠错、行政诉讼败诉的情况。",
    "印发政府文件45件。",
    "全年无规范性文件。",
    "公开信息12万余条。",
)
