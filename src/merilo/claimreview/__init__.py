"""schema.org Claim, ClaimReview and MediaReview: found in pages, read, mended, written and validated."""

from merilo.claimreview.markup import Found, found_in_html
from merilo.claimreview.nodes import reviews_in
from merilo.claimreview.problems import Problem
from merilo.claimreview.read import Repair, fact_check_of
from merilo.claimreview.validate import validate, validate_page
from merilo.claimreview.whole_page import validate_html
from merilo.claimreview.write import claim_review, data_feed, media_review

__all__ = [
    "Found",
    "Problem",
    "Repair",
    "claim_review",
    "data_feed",
    "fact_check_of",
    "found_in_html",
    "media_review",
    "reviews_in",
    "validate",
    "validate_html",
    "validate_page",
]
