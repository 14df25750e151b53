"""What else a cell of a closed vocabulary may say: Vietnamese words and usual abbreviations."""

from typing import Final

YES: Final = ("có", "yes", "y", "true", "1", "x")
NO: Final = ("không", "no", "n", "false", "0", "ko", "k")

SYNONYMS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "sex": {"female": ("nữ", "nữ giới", "f"), "male": ("nam", "nam giới", "m")},
    "kind": {
        "commune": ("xã, phường", "xã", "phường", "thị trấn", "đặc khu"),
        "department": ("phòng, ban, sở", "phòng", "ban", "sở"),
        "province": ("tỉnh, thành phố", "tỉnh", "thành phố"),
    },
    "bloc": {
        "party": ("đảng", "khối đảng"),
        "government": ("chính quyền", "khối chính quyền", "nhà nước"),
        "front": ("mặt trận, đoàn thể", "mặt trận", "đoàn thể", "khối mặt trận"),
    },
    "schooling": {
        "primary": ("tiểu học", "cấp 1"),
        "lower_secondary": ("trung học cơ sở", "thcs", "cấp 2"),
        "upper_secondary": ("trung học phổ thông", "thpt", "cấp 3", "12/12", "10/10"),
    },
    "degree": {
        "none": ("không", "chưa"),
        "primary": ("sơ cấp", "sc"),
        "intermediate": ("trung cấp", "tc", "trung học chuyên nghiệp"),
        "college": ("cao đẳng", "cđ"),
        "bachelor": ("đại học", "đh", "cử nhân", "cn", "kỹ sư", "ks", "bác sĩ"),
        "master": ("thạc sĩ", "thạc sỹ", "ths", "th.s", "cao học"),
        "doctor": ("tiến sĩ", "tiến sỹ", "ts"),
    },
    "theory": {
        "none": ("không", "chưa"),
        "primary": ("sơ cấp", "sc"),
        "intermediate": ("trung cấp", "tc"),
        "advanced": ("cao cấp", "cc"),
        "bachelor": ("cử nhân", "cn", "cử nhân chính trị"),
    },
    "state_mgmt": {
        "none": ("không", "chưa"),
        "specialist": ("chuyên viên", "cv"),
        "senior": ("chuyên viên chính", "cvc"),
        "high": ("chuyên viên cao cấp", "cvcc"),
    },
    "skills": {"none": ("không", "chưa"), "updated": ("đã bồi dưỡng",)},
    "ratings": {
        "KHTNV": ("không hoàn thành nhiệm vụ", "không hoàn thành"),
        "HTNV": ("hoàn thành nhiệm vụ", "hoàn thành"),
        "HTTNV": ("hoàn thành tốt nhiệm vụ", "hoàn thành tốt"),
        "HTXSNV": ("hoàn thành xuất sắc nhiệm vụ", "hoàn thành xuất sắc", "htsxnv"),
    },
    "ready": {"near": ("kế cận",), "next": ("kế tiếp",)},
    "action": {
        "place": ("bố trí",),
        "forbid": ("không bố trí",),
        "keep": ("giữ nguyên",),
        "list": ("đưa vào quy hoạch",),
        "delist": ("đưa ra khỏi quy hoạch",),
        "prefer": ("ưu tiên bố trí",),
    },
    "sector": {
        "home_affairs": ("nội vụ",),
        "inspectorate": ("thanh tra",),
        "finance": ("tài chính",),
        "banking": ("ngân hàng",),
        "tax": ("thuế",),
        "customs": ("hải quan",),
        "industry_trade": ("công thương",),
        "planning": ("kế hoạch và đầu tư",),
        "natural_resources": ("tài nguyên và môi trường",),
        "army": ("quân đội",),
        "police": ("công an",),
        "court": ("tòa án",),
        "procuracy": ("viện kiểm sát",),
    },
}
"""By column and code, in small letters; the first word is how the code is shown in Vietnamese."""

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "law": ("luật", "pháp luật", "luật học"),
    "economics": ("kinh tế", "quản lý kinh tế", "kế toán", "tài chính", "quản trị kinh doanh", "tài chính kế toán"),
    "administration": ("hành chính", "hành chính học", "quản lý nhà nước", "quản lý công", "quản lý hành chính công"),
    "agriculture": ("nông nghiệp", "nông lâm", "lâm nghiệp", "trồng trọt", "chăn nuôi", "thú y", "nông học"),
    "party_building": ("xây dựng đảng", "xây dựng đảng và chính quyền nhà nước", "chính trị học"),
    "social_work": ("công tác xã hội", "xã hội học"),
    "finance": ("tài chính ngân hàng", "ngân hàng"),
    "land": ("quản lý đất đai", "địa chính"),
    "education": ("sư phạm", "giáo dục", "quản lý giáo dục"),
}
"""Fields of study as rule packs and invented people name them; a planner's own words are kept where none is meant."""
