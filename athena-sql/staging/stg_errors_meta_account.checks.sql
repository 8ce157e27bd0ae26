-- Description: The words of the error codes of meta in the area "account".

-- fail: a row is what its grain says, once
SELECT error_code, count(*) AS row_count
FROM stg_errors_meta_account
GROUP BY error_code
HAVING count(*) > 1;
