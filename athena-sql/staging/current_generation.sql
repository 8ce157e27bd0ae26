-- Grain: one row: the generation of the refreshed tables that is read.
-- A refresh replaces the marked text when all tables of its generation are written, and so shows
-- them all at once. 'none' until the first refresh: the tables are empty.
CREATE OR REPLACE VIEW current_generation AS
SELECT CAST('none' /* generation */ AS varchar) AS generation
